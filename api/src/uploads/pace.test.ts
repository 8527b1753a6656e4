import { uploadRules } from "@cossistant/core/uploads/uploadRules"
import { assert, layer } from "@effect/vitest"
import * as Effect from "effect/Effect"
import { SiteWorld } from "../websites/testing/SiteWorld.ts"

const small = { conversationId: "CO1111111111111111", filename: "note.txt", mediaType: "text/plain", size: 5 }
const large = { ...small, size: uploadRules.maxFileBytes }

const begin = Effect.fnUntraced(function*(address: string) {
  const { newSite, widget } = yield* SiteWorld
  const { page, website } = yield* newSite()
  const visitor = (from: string) => Effect.map(widget("visitors.start", { profile: {} }, { ...page, address: from }), ({ secret }) => ({ ...page, address: from, secret }))
  return { visitor, website, me: yield* visitor(address) }
})
const times = <A, E, R>(count: number, once: Effect.Effect<A, E, R>) => Effect.forEach(Array.from({ length: count }), () => once, { discard: true })

layer(SiteWorld.layer, { excludeTestServices: true, timeout: "60 seconds" })("P24: the pace of attaching", (it) => {
  it.effect("is thirty files a minute for a visitor, and another visitor's is their own", () => Effect.gen(function*() {
    const { widget } = yield* SiteWorld
    const { me, visitor } = yield* begin("192.0.2.10")
    yield* times(30, widget("uploads.grant", small, me))
    const refused = yield* Effect.flip(widget("uploads.grant", small, me))
    assert.strictEqual(refused._tag, "TooManyRequests")
    assert.isAbove(refused.retryAfterMs ?? 0, 0)
    yield* widget("uploads.grant", small, yield* visitor("192.0.2.10"))
  }))

  it.effect("is a hundred mebibytes an hour for a visitor", () => Effect.gen(function*() {
    const { widget } = yield* SiteWorld
    const { me } = yield* begin("192.0.2.20")
    yield* times(100 * 1024 * 1024 / large.size, widget("uploads.grant", large, me))
    assert.strictEqual((yield* Effect.flip(widget("uploads.grant", large, me)))._tag, "TooManyRequests")
  }))

  it.effect("is a thousand mebibytes an hour for all visitors of a network, on each site for itself", () => Effect.gen(function*() {
    const { widget } = yield* SiteWorld
    const { visitor } = yield* begin("192.0.2.30")
    for (let n = 0; n < 10; n++) {
      const one = yield* visitor("192.0.2.30")
      yield* times(100 * 1024 * 1024 / large.size, widget("uploads.grant", large, one))
    }
    assert.strictEqual((yield* Effect.flip(widget("uploads.grant", large, yield* visitor("192.0.2.30"))))._tag, "TooManyRequests")
    yield* widget("uploads.grant", large, yield* visitor("198.51.100.30"))
    const { me: elsewhere } = yield* begin("192.0.2.30")
    yield* widget("uploads.grant", large, elsewhere)
  }))

  it.effect("holds for a member's pictures, too", () => Effect.gen(function*() {
    const { inbox } = yield* SiteWorld
    const { website } = yield* begin("192.0.2.40")
    const picture = { websiteId: website.id, filename: "face.png", mediaType: "image/png", size: 5 } as const
    yield* times(30, inbox("me.grantImage", picture))
    for (const tag of ["me.grantImage", "websites.grantLogo"] as const) {
      assert.strictEqual((yield* Effect.flip(inbox(tag, picture)))._tag, "TooManyRequests")
    }
  }))
})
