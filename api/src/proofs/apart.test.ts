import { signIdentity } from "@cossistant/core/server/signIdentity"
import { assert, layer } from "@effect/vitest"
import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import { ulid } from "ulid"
import { within } from "../../../e2e/src/within.ts"
import { TestDatabase } from "../testing/TestDatabase.ts"
import { openSocket, overHttp } from "./calls.ts"
import { isTag, listenAsMember, listenAsVisitor, saying } from "./listen.ts"
import { joinTeam, postAuth, signIn } from "./people.ts"
import { type Node, startNode } from "./startNode.ts"
import { asMember, firstWords, must, someone } from "./TwoTenants.ts"

/** Two nodes on one database whose buses never reach each other: what a bus that is down for good leaves. */
const start = Effect.gen(function*() {
  const here = yield* startNode({ REALTIME_BUS: "memory" })
  const there = yield* startNode({ REALTIME_BUS: "memory" })
  yield* Effect.addFinalizer(() => Effect.promise(() => Promise.all([here.close(), there.close()])))
  const owner = yield* here.program.firstOwner
  const { admin } = yield* TestDatabase
  const page = { door: "widget", key: owner.testKey, origin: "http://localhost:5173" } as const
  const visitorThere = async () => {
    const known = await someone(here.url, page)
    const device = there.program.widget(owner.testKey)
    device.secret = known.caller.secret
    return { ...known, device, news: await listenAsVisitor(device) }
  }
  return { admin, here, there, owner, visitorThere, asOwner: asMember(here.url, owner.cookie) }
})

class Apart extends Context.Service<Apart, Effect.Success<typeof start>>()("api/proofs/Apart") {
  static readonly layer = Layer.effect(Apart, start).pipe(Layer.provideMerge(TestDatabase.layerDatabase))
}

/** Asks again until the answer is this one; what is promised is when. */
const becomes = (seconds: number, tag: string, ask: () => Promise<{ readonly _tag: string }>) =>
  within(seconds, tag, (async () => {
    while ((await ask())._tag !== tag) await Bun.sleep(50)
  })())

const memberSocket = ({ url }: Node, cookie: string) => openSocket(url, { door: "inbox", origin: url, cookie })

layer(Apart.layer, { excludeTestServices: true, timeout: "60 seconds" })("Nodes that never hear each other", (it) => {
  it.effect("tell their people what was said on the other all the same, once and in order (P4)", () => Effect.gen(function*() {
    const { asOwner, here, owner, there, visitorThere } = yield* Apart
    yield* Effect.promise(async () => {
      const { caller, conversationId, news } = await visitorThere()
      const team = await listenAsMember(there.program.member(owner.cookie), owner.websiteId)
      for (const text of ["one", "two", "three"]) {
        await must(overHttp(here.url, caller), "conversations.send", { conversationId, messageId: ulid(), text })
      }
      await must(asOwner, "inbox.reply", { websiteId: owner.websiteId, conversationId, messageId: ulid(), text: "four", visibility: "public", confirmedSeq: 4 })
      await must(asOwner, "inbox.seen", { websiteId: owner.websiteId, conversationId, seq: 2 })
      const said = (events: ReadonlyArray<{ readonly _tag: string }>) => events.flatMap((event) =>
        event._tag === "ItemChanged" && "item" in event ? [(event.item as { readonly text: string }).text] : []).filter((text) => text !== firstWords)
      const reachedTwo = <E extends { readonly _tag: string }>(event: E): event is Extract<E, { readonly _tag: "SeenChanged" }> =>
        event._tag === "SeenChanged" && "seq" in event && event.seq === 2
      await Promise.all([team.until(saying("four")), news.until(saying("four"))])
      for (const { all } of [team, news]) assert.deepStrictEqual(said(all), ["one", "two", "three", "four"])
      await Promise.all([team.until(reachedTwo), news.until(reachedTwo)])
      team.stop()
      news.stop()
    })
  }), 60_000)

  it.effect("end what a visitor may no longer see within five seconds: blocked, logged out, somebody else (P13, P15)", () => Effect.gen(function*() {
    const { asOwner, here, owner, visitorThere } = yield* Apart
    const { websiteId } = owner
    yield* Effect.promise(async () => {
      const { secret } = await must(asOwner, "identitySecrets.add", { websiteId }) as { readonly secret: string }
      const identityToken = await signIdentity({ secret, websiteId, externalId: "jane" })
      const changes = {
        blocked: ({ visitorId }: { readonly visitorId: string }) => must(asOwner, "visitors.setBlocked", { websiteId, visitorId, blocked: true }),
        loggedOut: ({ caller }: Awaited<ReturnType<typeof visitorThere>>) => must(overHttp(here.url, caller), "visitors.logout", null),
        identified: ({ caller }: Awaited<ReturnType<typeof visitorThere>>) => must(overHttp(here.url, caller), "visitors.identify", { identityToken })
      }
      for (const [name, change] of Object.entries(changes)) {
        const visitor = await visitorThere()
        await change(visitor)
        await within(5, `The end of what was ${name}`, visitor.news.until(isTag("Reload")))
        visitor.news.stop()
        const again = await visitor.device.call("conversations.list", {}).then(() => "Success", (failure: Error) => failure.message)
        assert.strictEqual(again, { blocked: "VisitorBlocked", loggedOut: "UnknownVisitor", identified: "Success" }[name], name)
      }
    })
  }), 60_000)

  it.effect("apply a new role to open sockets within five seconds, and end those of someone who left or changed the password (P15)", () => Effect.gen(function*() {
    const { admin, asOwner, here, owner, there } = yield* Apart
    const site = { websiteId: owner.websiteId }
    yield* Effect.promise(async () => {
      const adam = await joinTeam(here.url, admin, owner.cookie, { ...site, email: "adam@acme.test", role: "admin" })
      const socket = await memberSocket(there, adam.cookie)
      await must(socket.ask, "keys.list", site)
      await must(asOwner, "team.setRole", { ...site, userId: adam.userId, role: "member" })
      await becomes(5, "RoleRequired", () => socket.ask("keys.list", site))

      const news = await listenAsMember(there.program.member(adam.cookie), owner.websiteId)
      await must(asOwner, "team.remove", { ...site, userId: adam.userId })
      await becomes(5, "WebsiteNotFound", () => socket.ask("inbox.counts", { ...site, isTest: true }))
      await within(5, "The end of a stream", news.until(isTag("Reload")))
      news.stop()
      socket.close()

      const mia = await joinTeam(here.url, admin, owner.cookie, { ...site, email: "mia@acme.test", role: "member" })
      const elsewhere = await signIn(here.url, "mia@acme.test")
      const open = await memberSocket(there, elsewhere)
      await must(open.ask, "inbox.counts", { ...site, isTest: true })
      const told = await listenAsMember(there.program.member(elsewhere), owner.websiteId)
      await postAuth(here.url, "/change-password", { currentPassword: "correct horse battery", newPassword: "another horse entirely" }, mia.cookie)
      await becomes(5, "SignedOut", () => open.ask("inbox.counts", { ...site, isTest: true }))
      await within(5, "The end of a stream", told.until(isTag("Reload")))
      told.stop()
      open.close()
    })
  }), 60_000)
})
