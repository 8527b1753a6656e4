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
import { joinTeam, password, postAuth, signIn } from "./people.ts"
import { startNode } from "./startNode.ts"
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

  it.effect("end it also for someone who was away meanwhile and is remembered still (P13)", () => Effect.gen(function*() {
    const { asOwner, owner: { websiteId }, visitorThere } = yield* Apart
    yield* Effect.promise(async () => {
      const block = ({ visitorId }: { readonly visitorId: string }) => must(asOwner, "visitors.setBlocked", { websiteId, visitorId, blocked: true })
      const away = await visitorThere()
      away.news.stop()
      await block(away)
      // Until that node has looked past the moment it was blocked, and once more.
      for (let n = 0; n < 3; n++) {
        const other = await visitorThere()
        await block(other)
        await within(5, "The end of another's stream", other.news.until(isTag("Reload")))
        other.news.stop()
      }
      const again = await listenAsVisitor(away.device)
      await within(5, "The end of the stream", again.until(isTag("Reload")))
      again.stop()
    })
  }), 60_000)

  for (const place of ["there", "here"] as const) {
    it.effect(`apply a new role to open sockets within five seconds, and end those of someone who left or changed the password (P15): ${place}`, () => Effect.gen(function*() {
      const { admin, asOwner, owner, ...nodes } = yield* Apart
      const { here } = nodes
      const node = nodes[place]
      const site = { websiteId: owner.websiteId }
      /** A member at work: what is asked on an open socket, after the stream beside it has ended. */
      const atWork = async (cookie: string) => {
        const news = await listenAsMember(node.program.member(cookie), owner.websiteId)
        const socket = await openSocket(node.url, { door: "inbox", origin: node.url, cookie })
        const end = async (tag: string) => {
          await within(5, "The end of a stream", news.until(isTag("Reload")))
          news.stop()
          const { _tag } = await socket.ask(tag, site)
          socket.close()
          return _tag
        }
        await must(socket.ask, "websites.settings", site)
        return { end }
      }
      yield* Effect.promise(async () => {
        const adam = await joinTeam(here.url, admin, owner.cookie, { ...site, email: `adam.${place}@acme.test`, role: "admin" })
        const asAdmin = await atWork(adam.cookie)
        await must(asOwner, "team.setRole", { ...site, userId: adam.userId, role: "member" })
        assert.strictEqual(await asAdmin.end("keys.list"), "RoleRequired")
        const asColleague = await atWork(adam.cookie)
        await must(asOwner, "team.remove", { ...site, userId: adam.userId })
        assert.strictEqual(await asColleague.end("websites.settings"), "WebsiteNotFound")

        const mia = await joinTeam(here.url, admin, owner.cookie, { ...site, email: `mia.${place}@acme.test`, role: "member" })
        const elsewhere = await atWork(await signIn(here.url, `mia.${place}@acme.test`))
        await postAuth(here.url, "/change-password", { currentPassword: password, newPassword: "another horse entirely" }, mia.cookie)
        assert.strictEqual(await elsewhere.end("websites.settings"), "SignedOut")
      })
    }), 60_000)
  }
})
