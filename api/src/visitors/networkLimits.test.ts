import { newConversationId } from "@cossistant/core/conversations/newConversationId"
import { assert, layer } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import { ulid } from "ulid"
import { overHttp } from "../proofs/calls.ts"
import { TestProgram } from "../testing/TestProgram.ts"
import { VisitorLimits } from "./VisitorLimits.ts"

const one = { startsOfPrefix: 1e6, startsOfSite: 1e6, changesOfVisitor: 1e6, feedbackOfVisitor: 1e6 }
const world = (limits: Partial<typeof one> = {}) => TestProgram.layer().pipe(
  Layer.provide(Layer.succeed(VisitorLimits, { ...one, changesOfPrefix: 6, feedbackOfPrefix: 6, ...limits })))

/** Ways to ask as visitors of one site, each from an address. */
const site = Effect.gen(function*() {
  const { firstOwner, url } = yield* TestProgram
  const { client, testKey, websiteId } = yield* firstOwner
  const page = { door: "widget", key: testKey, origin: "http://localhost:5173" } as const
  const start = (address: string) => overHttp(url, { ...page, address })("visitors.start", { profile: {} })
  const arrive = async (address: string) => {
    const { value } = await start(address) as { readonly value?: { readonly secret: string } }
    return overHttp(url, { ...page, address, secret: value?.secret ?? "" })
  }
  return { client, websiteId, start, arrive }
})
type Ask = Awaited<ReturnType<Effect.Success<typeof site>["arrive"]>>

layer(world(), { excludeTestServices: true, timeout: "60 seconds" })("P29: what many visitors behind one network do", (it) => {
  it.effect("is counted together, whatever they come as; another network isn't held up", () => Effect.gen(function*() {
    const { arrive, client, websiteId } = yield* site
    yield* Effect.promise(async () => {
      const outcomes = async (what: (ask: Ask, n: number) => Promise<{ readonly _tag: string }>, from: (n: number) => string) => {
        const tags: Array<string> = []
        for (let n = 0; n < 8; n++) tags.push((await what(await arrive(from(n)), n))._tag)
        return tags
      }
      const expected = [...Array.from({ length: 6 }, () => "Success"), "TooManyRequests", "TooManyRequests"]
      const apart = Array.from({ length: 8 }, () => "Success")
      const identify = (ask: Ask, n: number) => ask("visitors.identify", { email: `jane${n}@acme.test` })
      const submit = (ask: Ask) => ask("feedback.submit", { rating: 5, source: "widget" })
      const rate = async (ask: Ask) => {
        const conversationId = newConversationId()
        await ask("conversations.send", { conversationId, messageId: ulid(), text: "Thanks" })
        await client.call("inbox.setStatus", { websiteId, conversationId: conversationId as never, status: "resolved" })
        return ask("conversations.rate", { conversationId, value: 5 })
      }
      for (const [net, what] of [["1", identify], ["2", submit], ["3", rate]] as const) {
        assert.deepStrictEqual(await outcomes(what, (n) => `203.0.${net}.${n + 1}`), expected, what.name)
        assert.deepStrictEqual(await outcomes(what, (n) => `198.51.${net}${n}.1`), apart, what.name)
      }
    })
  }))
})

layer(world({ startsOfSite: 6 }), { excludeTestServices: true, timeout: "60 seconds" })("P29: new visitors of a site", (it) => {
  it.effect("are as many as its limit, from however many networks they come", () => Effect.gen(function*() {
    const { start } = yield* site
    yield* Effect.promise(async () => {
      for (let n = 0; n < 6; n++) assert.strictEqual((await start(`198.51.${n}.1`))._tag, "Success")
      assert.strictEqual((await start("198.51.100.1"))._tag, "TooManyRequests")
    })
  }))
})
