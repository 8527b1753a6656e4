import { assert, layer } from "@effect/vitest"
import * as Effect from "effect/Effect"
import { ulid } from "ulid"
import { isTag, listenAsMember, type TeamTold } from "../proofs/listen.ts"
import { ApiWorld } from "../publicApi/testing/ApiWorld.ts"
import { TestDatabase } from "../testing/TestDatabase.ts"
import { TestProgram } from "../testing/TestProgram.ts"
import { until } from "../testing/until.ts"

type Face = Extract<TeamTold, { readonly _tag: "VisitorChanged" }>["visitor"]
const facesOf = (events: ReadonlyArray<TeamTold>, id: string) => events.filter(isTag("VisitorChanged")).filter(({ visitor }) => visitor.id === id).map(({ visitor }) => visitor)
const isFace = (fits: (face: Face) => boolean) => (event: TeamTold): event is Extract<TeamTold, { readonly _tag: "VisitorChanged" }> =>
  event._tag === "VisitorChanged" && fits(event.visitor)

/** A site's team, a visitor of it who is a proven contact, and another one who said who it is. */
const world = Effect.gen(function*() {
  const { owner, test: { conversationId, publicKey, server, visitorId } } = yield* ApiWorld
  const { member, widget } = yield* TestProgram
  const { websiteId } = owner
  const client = member(owner.cookie)
  const pull = async (token: string | null) => (await client.call("sync.pull", { websiteId, token })).events as ReadonlyArray<TeamTold>
  const tokenOf = (events: ReadonlyArray<TeamTold>) => events.find(isTag("Position"))?.token ?? null
  /**
   * The place of now, past all that was done before: one without a token is some seconds old, and another test's open
   * transaction holds every place back, on this server of all of them.
   */
  const now = () => Effect.runPromise(until(Effect.promise(async () => {
    const token = tokenOf(await pull(tokenOf(await pull(null))))
    return (await pull(token)).every(({ _tag }) => _tag === "Position" || _tag === "Presence") && token
  })))
  return yield* Effect.promise(async () => {
    const identified = await server("post", "/v1/contacts/identify", { body: { visitorId, externalId: ulid(), name: "Amelia", email: "amelia@acme.test" } })
    const { contact } = identified.body as { readonly contact: { readonly id: string } }
    const guest = widget(publicKey)
    const claimed = { visitorId: (await guest.begin()).visitorId }
    const { contact: profile } = await guest.call("visitors.identify", { email: "guest@acme.test", name: "Guest" })
    return { client, websiteId, server, pull, now, conversationId, me: owner.userId, visitorId, contactId: contact.id, guest: { ...claimed, contactId: profile?.id ?? "" } }
  })
})

layer(ApiWorld.layer(), { excludeTestServices: true, timeout: "60 seconds" })("Who somebody is, changed by the site's own server", (it) => {
  it.effect("is told to an inbox that comes back after a cut", () => Effect.gen(function*() {
    const { contactId, guest, pull, server, now, visitorId } = yield* world
    yield* Effect.promise(async () => {
      const token = await now()
      assert.deepStrictEqual(facesOf(await pull(token), visitorId), [])
      await server("patch", "/v1/contacts/{id}", { path: { id: contactId }, body: { name: "Amelia Brown", email: "brown@acme.test" } })
      await server("patch", "/v1/contacts/{id}", { path: { id: guest.contactId }, body: { name: "Grace" } })
      const missed = await pull(token)
      assert.deepInclude(facesOf(missed, visitorId).at(0), { name: "Amelia Brown", email: "brown@acme.test" })
      assert.deepInclude(facesOf(missed, guest.visitorId).at(0), { name: "Grace" })
      const after = await now()
      await server("patch", "/v1/contacts/{id}/metadata", { path: { id: contactId }, body: { metadata: { plan: "pro" } } })
      // What only the panel shows is read anew by whoever shows it.
      assert.lengthOf(facesOf(await pull(after), visitorId), 1)
    })
  }))

  it.effect("is told at once to those who are there", () => Effect.gen(function*() {
    const { client, contactId, guest, server, visitorId, websiteId } = yield* world
    yield* Effect.promise(async () => {
      const told = await listenAsMember(client, websiteId)
      await server("patch", "/v1/contacts/{id}", { path: { id: contactId }, body: { name: "Amelia Green" } })
      await told.until(isFace(({ id, name }) => id === visitorId && name === "Amelia Green"))
      await server("patch", "/v1/contacts/{id}", { path: { id: guest.contactId }, body: { name: "Hedy" } })
      await told.until(isFace(({ id, name }) => id === guest.visitorId && name === "Hedy"))
      const before = facesOf(told.all, visitorId).length
      await server("patch", "/v1/contacts/{id}/metadata", { path: { id: contactId }, body: { metadata: { plan: "team" } } })
      await told.until((event): event is TeamTold => event._tag === "VisitorChanged" && facesOf(told.all, visitorId).length > before)
      told.stop()
    })
  }))

  it.effect("is read anew, with all else, where it is more than can be told", () => Effect.gen(function*() {
    const { conversationId, now, pull, websiteId } = yield* world
    const { admin } = yield* TestDatabase
    const id = admin.literal("'01' || lpad(n::text, 24, '0')")
    const contacts = (from: number, to: number) => admin`
      insert into contact (id, website_id, is_test, name) select ${id}, ${websiteId}, true, 'One of many' from generate_series(${from}::int, ${to}) n`
    const visitors = (from: number, to: number) => admin`
      insert into visitor (id, website_id, is_test, secret_hash, contact_id)
      select ${id}, ${websiteId}, true, int4send(n), ${id} from generate_series(${from}::int, ${to}) n`
    const marks = (from: number, to: number) => admin`
      insert into conversation_seen (website_id, conversation_id, user_id, is_test, seq)
      select ${websiteId}, ${conversationId}, ${id}, true, 1 from generate_series(${from}::int, ${to}) n`
    const since = (token: string | null) => Effect.promise(() => pull(token))
    const isTooMany = Effect.fnUntraced(function*(token: string | null) {
      return (yield* since(token)).some((event) => event._tag === "Reload" && event.reason === "too_many")
    })

    const told = yield* Effect.promise(now)
    yield* contacts(1, 300)
    yield* visitors(1, 300)
    assert.lengthOf((yield* since(told)).filter(isFace(({ name }) => name === "One of many")), 300)
    yield* contacts(301, 301)
    yield* visitors(301, 301)
    assert.isTrue(yield* isTooMany(told))

    const imported = yield* Effect.promise(now)
    yield* contacts(1001, 2000)
    assert.isFalse(yield* isTooMany(imported))
    yield* contacts(2001, 2001)
    assert.isTrue(yield* isTooMany(imported))

    const read = yield* Effect.promise(now)
    yield* marks(1, 2000)
    assert.isFalse(yield* isTooMany(read))
    yield* marks(2001, 2001)
    assert.isTrue(yield* isTooMany(read))
  }))
})
