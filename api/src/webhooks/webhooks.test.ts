import { newConversationId } from "@cossistant/core/conversations/newConversationId"
import { assert, layer } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import { Webhook } from "standardwebhooks"
import { ulid } from "ulid"
import { until } from "./testing/until.ts"
import { asMember, must } from "../proofs/TwoTenants.ts"
import { overHttp } from "../proofs/calls.ts"
import { TestDatabase } from "../testing/TestDatabase.ts"
import { TestProgram } from "../testing/TestProgram.ts"
import { until as untilSeen } from "../testing/until.ts"
import { WebhookTimes } from "./WebhookTimes.ts"

interface Seen {
  readonly id: string
  readonly timestamp: string
  readonly signature: string
  readonly text: string
  readonly body: { readonly type: string; readonly timestamp: string; readonly data: never }
}

/** A site's own server: keeps what it is told, and answers as the test says. */
const receiver = Effect.acquireRelease(
  Effect.sync(() => {
    const seen: Array<Seen> = []
    const state = { keepsRepeats: false, answer: (() => new Response("thanks")) as (one: Seen) => Response | Promise<Response> }
    const server = Bun.serve({
      port: 0,
      hostname: "127.0.0.1",
      fetch: async (request) => {
        const text = await request.text()
        const header = (name: string) => request.headers.get(`webhook-${name}`) ?? ""
        const one = { id: header("id"), timestamp: header("timestamp"), signature: header("signature"), text, body: JSON.parse(text) }
        // A receiver that answered too late is asked again with the same id: it knows it already.
        if (state.keepsRepeats || !seen.some(({ id }) => id === one.id)) seen.push(one)
        return await state.answer(one)
      }
    })
    return { seen, state, server, url: `http://127.0.0.1:${server.port}/hook` }
  }),
  ({ server }) => Effect.promise(() => server.stop(true))
)

const quick = Layer.effect(WebhookTimes, Effect.map(WebhookTimes, (times) => ({ ...times, pause: 20, timeout: 2_500, pauses: [20, 40, 60] })))

const site = Effect.gen(function*() {
  const { url, widget } = yield* TestProgram
  const { seen, server, state, url: address } = yield* receiver
  const owner = yield* Owner
  const ask = asMember(url, owner.cookie)
  const { websiteId } = owner
  const get = <A>(tag: string, payload: object) => must(ask, tag, { websiteId, ...payload }) as Promise<A>
  const create = (events: ReadonlyArray<string>, isTest = true) =>
    get<{ endpoint: { id: string }; secret: string }>("webhooks.create", { url: address, description: null, events, isTest })
  const visitor = async () => {
    const client = widget(owner.testKey)
    await client.begin()
    const say = (conversationId: string, text: string) => client.call("conversations.send", { conversationId: conversationId as never, messageId: ulid() as never, text })
    return { say, client }
  }
  return { ask, get, create, seen, server, state, address, visitor, websiteId, url }
})
/** Signs up once for all tests of this file. */
const Owner = Effect.gen(function*() {
  const { firstOwner } = yield* TestProgram
  return yield* (owners ??= yield* Effect.cached(firstOwner))
})
let owners: Effect.Effect<Effect.Success<TestProgram["Service"]["firstOwner"]>> | undefined

layer(TestProgram.layer({ OUTGOING_ALLOW_PRIVATE: "127.0.0.1/32" }).pipe(Layer.provide(quick)), { excludeTestServices: true, timeout: "60 seconds" })("P26: webhooks", (it) => {
  it.effect("tell of conversations, messages and contacts once, signed, in the order of each conversation", () => Effect.gen(function*() {
    const { create, get, seen, visitor } = yield* site
    yield* Effect.promise(async () => {
      const { endpoint, secret } = await create(["conversation.created", "conversation.resolved", "conversation.updated", "message.created", "contact.created"])
      const { client, say } = await visitor()
      const [one, two] = [newConversationId(), newConversationId()]
      for (let n = 1; n <= 10; n++) await Promise.all([say(one, `one ${n}`), say(two, `two ${n}`)])
      await client.call("visitors.identify", { externalId: "jane", email: "jane@acme.test", name: "Jane" })
      await get("inbox.setStatus", { conversationId: one, status: "resolved" })
      const of = (type: string) => seen.filter(({ body }) => body.type === type)
      await until(() => of("conversation.resolved").length === 1 && of("message.created").length === 20 && of("contact.created").length === 1, { what: "All events" })
      const texts = (conversation: string) => of("message.created").map(({ body }) => (body.data as { message: { conversationId: string; text: string } }).message)
        .filter(({ conversationId }) => conversationId === conversation).map(({ text }) => text)
      assert.deepStrictEqual(texts(one), Array.from({ length: 10 }, (_, n) => `one ${n + 1}`))
      assert.deepStrictEqual(texts(two), Array.from({ length: 10 }, (_, n) => `two ${n + 1}`))
      const [first] = seen.filter(({ body }) => (body.data as { conversation?: { id: string } }).conversation?.id === one)
      assert.strictEqual(first?.body.type, "conversation.created")
      assert.strictEqual(of("conversation.created").length, 2)
      const about = (type: string) => (of(type)[0]?.body.data ?? {}) as { readonly conversation?: object; readonly contact?: object }
      assert.deepInclude(about("conversation.resolved").conversation, { id: one, status: "resolved" })
      assert.deepInclude(about("contact.created").contact, { externalId: "jane", email: "jane@acme.test" })
      assert.strictEqual(new Set(seen.map(({ id }) => id)).size, seen.length)
      for (const { id, signature, text, timestamp } of seen) {
        new Webhook(secret).verify(text, { "webhook-id": id, "webhook-timestamp": timestamp, "webhook-signature": signature })
      }
      const altered = seen[0]
      assert.throws(() => new Webhook(secret).verify(`${altered?.text} `, { "webhook-id": altered?.id ?? "", "webhook-timestamp": altered?.timestamp ?? "", "webhook-signature": altered?.signature ?? "" }))
      await get("webhooks.remove", { id: endpoint.id })
    })
  }).pipe(Effect.scoped))

  it.effect("come to endpoints that asked for them, of their kind of data, and of no other site", () => Effect.gen(function*() {
    const { create, get, seen, visitor } = yield* site
    const { url } = yield* TestProgram
    yield* Effect.promise(async () => {
      const live = await create(["message.created"], false)
      const test = await create(["message.created"])
      const off = await create(["message.created"])
      await get("webhooks.update", { id: off.endpoint.id, isEnabled: false })
      const { say } = await visitor()
      const conversation = newConversationId()
      await say(conversation, "for the test endpoint")
      await until(() => seen.length > 0, { what: "An event" })
      const { deliveries } = await get<{ deliveries: ReadonlyArray<object> }>("webhooks.deliveries", { id: live.endpoint.id })
      assert.deepStrictEqual(deliveries, [])
      await say(conversation, "and another")
      await until(() => seen.length === 2, { what: "The second event" })
      new Webhook(test.secret).verify(seen[0]?.text ?? "", { "webhook-id": seen[0]?.id ?? "", "webhook-timestamp": seen[0]?.timestamp ?? "", "webhook-signature": seen[0]?.signature ?? "" })
      for (const { endpoint } of [live, test, off]) await get("webhooks.remove", { id: endpoint.id })
      const stranger = await overHttp(url, { door: "inbox", origin: url })("webhooks.list", { websiteId: "01JZ0000000000000000000001" })
      assert.strictEqual(stranger._tag, "SignedOut")
    })
  }).pipe(Effect.scoped))

  it.effect("wait behind one that fails, come again in order, and are given up at last; the log says why and sends again", () => Effect.gen(function*() {
    const { create, get, seen, state, visitor } = yield* site
    yield* Effect.promise(async () => {
      const { endpoint: { id } } = await create(["message.created"])
      const { say } = await visitor()
      const [stuck, free] = [newConversationId(), newConversationId()]
      const textOf = ({ body }: Seen) => (body.data as { message: { text: string } }).message.text
      let failures = 0
      state.keepsRepeats = true
      state.answer = (one) => textOf(one) === "first" && failures++ < 2 ? new Response("not now", { status: 503 }) : new Response("ok")
      await say(stuck, "first")
      await say(stuck, "second")
      await say(free, "elsewhere")
      await until(() => seen.some((one) => textOf(one) === "second"), { what: "The second message" })
      assert.deepStrictEqual(seen.map(textOf).filter((text) => text !== "elsewhere"), ["first", "first", "first", "second"])
      assert.strictEqual(new Set(seen.filter((one) => textOf(one) === "first").map((one) => one.id)).size, 1)

      state.answer = (one) => textOf(one) === "never" ? new Response("\u0000broken", { status: 500 }) : new Response("ok")
      await say(stuck, "never")
      await say(stuck, "after")
      type Log = { deliveries: ReadonlyArray<{ id: string; state: string; attempts: number; lastTry: { status: number; body: string } | null }>; next: string | null }
      const log = (more: object = {}) => get<Log>("webhooks.deliveries", { id, ...more })
      await until(async () => (await log({ state: "dead" })).deliveries.length === 1, { what: "A dead delivery" })
      await until(() => seen.some((one) => textOf(one) === "after"), { what: "What came after it" })
      const [dead] = (await log({ state: "dead" })).deliveries
      assert.deepInclude(dead, { attempts: 4, state: "dead" })
      assert.deepInclude(dead?.lastTry ?? {}, { status: 500, body: "broken" })
      const one = await get<{ body: string; tries: ReadonlyArray<object> }>("webhooks.delivery", { id, deliveryId: dead?.id })
      assert.strictEqual(one.tries.length, 4)
      assert.strictEqual(JSON.parse(one.body).data.message.text, "never")
      state.answer = () => new Response("ok")
      const before = seen.length
      await get("webhooks.replay", { id, deliveryId: dead?.id })
      await until(() => seen.length > before, { what: "It again" })
      assert.strictEqual(seen.at(-1)?.text, one.body)
      await until(async () => (await log({ state: "dead" })).deliveries.length === 0, { what: "No dead delivery" })
      await get("webhooks.remove", { id })
    })
  }).pipe(Effect.scoped))

  it.effect("aren't held up by a slow receiver, and end at one that is gone", () => Effect.gen(function*() {
    const slow = yield* receiver
    const { create, get, seen, state, visitor } = yield* site
    const never = Promise.withResolvers<void>()
    slow.state.answer = () => never.promise.then(() => new Response())
    yield* Effect.promise(async () => {
      const stuck = await get<{ endpoint: { id: string } }>("webhooks.create", { url: slow.url, description: "slow", events: ["message.created"], isTest: true })
      const good = await create(["message.created"])
      const { say } = await visitor()
      for (let n = 0; n < 12; n++) await say(newConversationId(), `quick ${n}`)
      await until(() => seen.length === 12, { what: "The quick ones" })
      await until(async () => (await get<{ deliveries: ReadonlyArray<{ lastTry: { error: string } | null }> }>("webhooks.deliveries", { id: stuck.endpoint.id }))
        .deliveries.some(({ lastTry }) => lastTry?.error === "No whole answer in time."), { what: "A time-out in the log" })
      state.answer = () => new Response("", { status: 410 })
      await say(newConversationId(), "bye")
      await until(async () => (await get<ReadonlyArray<{ id: string; isEnabled: boolean; disabledReason: string | null }>>("webhooks.list", {}))
        .some(({ disabledReason, id }) => id === good.endpoint.id && disabledReason === "gone"), { what: "An endpoint that is off" })
      never.resolve()
      for (const { endpoint } of [stuck, good]) await get("webhooks.remove", { id: endpoint.id })
    })
  }).pipe(Effect.scoped))

  it.effect("wait where the endpoint is turned off, also those that failed before, and go on when it is turned on again", () => Effect.gen(function*() {
    const { create, get, seen, state, visitor } = yield* site
    const { admin } = yield* TestDatabase
    const { endpoint: { id } } = yield* Effect.promise(() => create(["message.created"]))
    state.keepsRepeats = true
    state.answer = async () => {
      await get("webhooks.update", { id, isEnabled: false })
      return new Response("not now", { status: 500 })
    }
    yield* Effect.promise(async () => (await visitor()).say(newConversationId(), "Anybody there?"))
    // Due for many looks of the sender, by the clock it looks at.
    yield* untilSeen(Effect.map(admin`select from webhook_delivery where endpoint_id = ${id} and state = 'pending' and attempts = 1
      and locked_until is null and next_at < clock_timestamp() - interval '300 milliseconds'`, ({ length }) => length === 1))
    assert.lengthOf(seen, 1)
    state.answer = () => new Response("thanks")
    yield* Effect.promise(async () => {
      await get("webhooks.update", { id, isEnabled: true })
      await until(() => seen.length === 2, { what: "What had waited" })
      await get("webhooks.remove", { id })
    })
  }).pipe(Effect.scoped))

  it.effect("are signed with both secrets while one is replaced; secrets are told once and sealed at rest", () => Effect.gen(function*() {
    const { create, get, seen } = yield* site
    const { admin } = yield* TestDatabase
    const told = yield* Effect.promise(async () => {
      const { endpoint: { id }, secret: old } = await create(["message.created"])
      const verify = (secret: string, { id, signature, text, timestamp }: Seen) => {
        try {
          new Webhook(secret).verify(text, { "webhook-id": id, "webhook-timestamp": timestamp, "webhook-signature": signature })
          return true
        } catch {
          return false
        }
      }
      const next = async () => {
        const before = seen.length
        await get("webhooks.test", { id })
        await until(() => seen.length > before, { what: "A test event" })
        return seen.at(-1) as Seen // there is one, just now
      }
      assert.strictEqual((await next()).body.type, "webhook.test")
      const rotated = await get<{ endpoint: { oldSecretUntil: string | null }; secret: string }>("webhooks.rotate", { id, keepOld: true })
      assert.isString(rotated.endpoint.oldSecretUntil)
      const both = await next()
      assert.deepStrictEqual([verify(old, both), verify(rotated.secret, both)], [true, true])
      const last = await get<{ endpoint: { oldSecretUntil: string | null }; secret: string }>("webhooks.rotate", { id, keepOld: false })
      assert.isNull(last.endpoint.oldSecretUntil)
      const only = await next()
      assert.deepStrictEqual([verify(old, only), verify(rotated.secret, only), verify(last.secret, only)], [false, false, true])
      assert.notInclude(JSON.stringify(await get("webhooks.list", {})), "whsec_")
      return { secrets: [old, rotated.secret, last.secret], id, remove: () => get("webhooks.remove", { id }) }
    })
    const rows = yield* admin<{ text: string }>`select encode(sealed, 'escape') as text from webhook_secret`
    for (const { text } of rows) for (const secret of told.secrets) assert.notInclude(text, secret.slice(6, 20))
    yield* Effect.promise(told.remove)
  }).pipe(Effect.scoped))

  it.effect("are sent to no private address, unless an operator allows it", () => Effect.gen(function*() {
    const { ask, create, get, websiteId } = yield* site
    yield* Effect.promise(async () => {
      const { endpoint: { id } } = await create(["message.created"])
      for (const [url, reason] of [["http://169.254.169.254/latest", "private_address"], ["http://10.0.0.1/", "private_address"], ["http://[::1]/", "private_address"], ["ftp://acme.test", "scheme"], ["https://a:b@acme.test", "credentials"], ["nothing", "not_a_url"]]) {
        const outcome = await ask("webhooks.create", { websiteId, url, description: null, events: ["message.created"], isTest: true })
        assert.deepInclude(outcome, { _tag: "WebhookUrlRefused", reason }, url)
        assert.deepInclude(await ask("webhooks.update", { websiteId, id, url }), { _tag: "WebhookUrlRefused", reason }, url)
      }
      await get("webhooks.remove", { id })
    })
  }).pipe(Effect.scoped))

  it.effect("tell nothing of before they were asked for, though a transaction of before is still open then", () => Effect.gen(function*() {
    const { create, get, seen, visitor } = yield* site
    const { admin } = yield* TestDatabase
    const { client, say } = yield* Effect.promise(visitor)
    const conversation = newConversationId()
    const { id } = yield* admin.withTransaction(Effect.gen(function*() {
      yield* admin`select pg_current_xact_id()`
      return yield* Effect.promise(async () => {
        await say(conversation, "before")
        const { endpoint } = await create(["message.created", "conversation.created", "conversation.updated"])
        await say(newConversationId(), "after")
        return endpoint
      })
    }))
    yield* Effect.promise(async () => {
      await until(() => seen.length >= 2, { what: "The new conversation" })
      await say(conversation, "the last")
      await until(() => seen.some(({ text }) => text.includes("the last")), { what: "The last message" })
      assert.deepStrictEqual(seen.map(({ body }) => body.type).sort(), ["conversation.created", "message.created", "message.created"])
      client.close()
      await get("webhooks.remove", { id })
    })
  }).pipe(Effect.scoped))

  it.effect("make no event twice, whatever the relay reads again, and none of a site without endpoints", () => Effect.gen(function*() {
    const { create, get, seen, visitor, websiteId } = yield* site
    const { admin } = yield* TestDatabase
    const { client, say } = yield* Effect.promise(visitor)
    yield* Effect.promise(() => say(newConversationId(), "nobody listens"))
    const [none] = yield* admin<{ n: number }>`select count(*)::int as n from webhook_known where website_id = ${websiteId}`
    assert.strictEqual(none?.n, 0)
    const id = yield* Effect.promise(async () => {
      const { endpoint } = await create(["message.created", "conversation.created", "conversation.updated"])
      const conversation = newConversationId()
      for (let n = 0; n < 5; n++) await say(conversation, `again ${n}`)
      await until(() => seen.length === 6, { what: "Six events" })
      return endpoint.id
    })
    const before = seen.length
    // As after a restore, or a mark that was lost: everything is read once more.
    yield* admin`update webhook_cursor set position = started_in, after_id = '' where website_id = ${websiteId}`
    yield* Effect.promise(async () => {
      await say(newConversationId(), "one more")
      await until(() => seen.length >= before + 2, { what: "The new conversation" })
      await get("webhooks.test", { id })
      await until(() => seen.some(({ body }) => body.type === "webhook.test"), { what: "The last one" })
      assert.strictEqual(seen.length, before + 3)
      client.close()
      await get("webhooks.remove", { id })
    })
  }).pipe(Effect.scoped))
})
