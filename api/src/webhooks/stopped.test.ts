import { newConversationId } from "@cossistant/core/conversations/newConversationId"
import { assert, layer } from "@effect/vitest"
import * as Effect from "effect/Effect"
import { Webhook } from "standardwebhooks"
import { ulid } from "ulid"
import { type Node, startNode } from "../proofs/startNode.ts"
import { asMember, must } from "../proofs/TwoTenants.ts"
import { TestDatabase } from "../testing/TestDatabase.ts"
import { until } from "./testing/until.ts"
import { WebhookTimes } from "./WebhookTimes.ts"

interface Seen {
  readonly id: string
  readonly headers: Headers
  readonly text: string
  readonly path: string
  readonly signal: AbortSignal
}
type Log = { readonly deliveries: ReadonlyArray<{ readonly id: string; readonly type: string; readonly state: string; readonly attempts: number; readonly lastTry: { readonly status: number | null } | null }> }

/** A site's own server that answers as the test says. */
const receiver = Effect.acquireRelease(
  Effect.sync(() => {
    const seen: Array<Seen> = []
    const state = { answer: (_one: Seen): Response | Promise<Response> => new Response("ok") }
    const server = Bun.serve({
      port: 0,
      hostname: "127.0.0.1",
      idleTimeout: 0,
      fetch: async (request) => {
        const one = { id: request.headers.get("webhook-id") ?? "", headers: request.headers, text: await request.text(), path: new URL(request.url).pathname, signal: request.signal }
        seen.push(one)
        return await state.answer(one)
      }
    })
    return { seen, state, server, url: `http://127.0.0.1:${server.port}/hook` }
  }),
  ({ server }) => Effect.promise(() => server.stop(true))
)
const never = () => new Promise<Response>(() => undefined)

/** A node whose rhythm is quick where the test doesn't say otherwise. */
const node = (changed: Partial<Effect.Success<typeof WebhookTimes>>) => Effect.flatMap(WebhookTimes, (times) =>
  Effect.acquireRelease(
    Effect.provideService(startNode({ OUTGOING_ALLOW_PRIVATE: "127.0.0.1/32" }), WebhookTimes, { ...times, pause: 20, ...changed }),
    ({ close }) => Effect.promise(close)
  ))
const begin = Effect.fnUntraced(function*(one: Node) {
  const owner = yield* one.program.firstOwner
  const { websiteId } = owner
  const get = <A>(tag: string, payload: object, at: Node = one) => must(asMember(at.url, owner.cookie), tag, { websiteId, ...payload }) as Promise<A>
  const create = (url: string) => get<{ readonly endpoint: { readonly id: string }; readonly secret: string }>("webhooks.create", { url, description: null, events: ["message.created"], isTest: true })
  const say = async (text: string) => {
    const client = one.program.widget(owner.testKey)
    await client.begin()
    await client.call("conversations.send", { conversationId: newConversationId() as never, messageId: ulid() as never, text })
    client.close()
  }
  return { get, create, say, ask: asMember(one.url, owner.cookie), websiteId }
})

layer(TestDatabase.layerDatabase, { excludeTestServices: true, timeout: "60 seconds" })("P26: a call to an endpoint", (it) => {
  it.effect("that a stopping node broke off is made again at once by the next, and wasn't a try", () => Effect.gen(function*() {
    const { seen, state, url } = yield* receiver
    const one = yield* node({ lease: 3_600_000 })
    const { create, get, say } = yield* begin(one)
    state.answer = never
    const id = yield* Effect.promise(async () => {
      const { endpoint } = await create(url)
      await say("on its way")
      await until(() => seen.length === 1, { what: "The first call" })
      return endpoint.id
    })
    yield* Effect.promise(one.close)
    state.answer = () => new Response("ok")
    const two = yield* node({ lease: 3_600_000 })
    yield* Effect.promise(async () => {
      await until(() => seen.length === 2, { what: "The call again" })
      assert.strictEqual(seen[1]?.id, seen[0]?.id)
      const log = () => get<Log>("webhooks.deliveries", { id }, two)
      await until(async () => (await log()).deliveries[0]?.state === "delivered", { what: "A delivery" })
      assert.deepInclude((await log()).deliveries[0], { attempts: 1 })
    })
  }).pipe(Effect.scoped))
})

layer(TestDatabase.layerDatabase, { excludeTestServices: true, timeout: "60 seconds" })("P26: an endpoint", (it) => {
  it.effect("that answers after another call took over changes nothing of how that went", () => Effect.gen(function*() {
    const { seen, state, url } = yield* receiver
    const one = yield* node({ lease: 200, timeout: 1_500, pauses: [20, 20] })
    const { create, get, say } = yield* begin(one)
    const first = Promise.withResolvers<void>()
    state.answer = ({ signal }) => {
      if (seen.length > 1) return new Response("ok")
      signal.addEventListener("abort", () => first.resolve())
      return never()
    }
    yield* Effect.promise(async () => {
      const { endpoint: { id } } = await create(url)
      await say("slow at first")
      await until(() => seen.length === 2, { what: "The second call" })
      const log = async () => (await get<Log>("webhooks.deliveries", { id })).deliveries
      await until(async () => (await log())[0]?.state === "delivered", { what: "A delivery" })
      await first.promise
      // What follows was decided on after the first call was.
      await get("webhooks.test", { id })
      await until(async () => (await log()).every(({ state }) => state === "delivered"), { what: "The test event" })
      assert.deepInclude((await log()).find(({ type }) => type === "message.created"), { state: "delivered", attempts: 2, lastTry: { ...(await log()).find(({ type }) => type === "message.created")?.lastTry, status: 200 } })
      assert.lengthOf(seen, 3)
    })
  }).pipe(Effect.scoped))
})

layer(TestDatabase.layerDatabase, { excludeTestServices: true, timeout: "60 seconds" })("P26: an endpoint that never answers", (it) => {
  it.effect("holds four calls and no more, however much there is to tell it, and another is told everything meanwhile", () => Effect.gen(function*() {
    const [slow, quick] = [yield* receiver, yield* receiver]
    slow.state.answer = never
    const one = yield* node({})
    const { create, say } = yield* begin(one)
    yield* Effect.promise(async () => {
      await create(slow.url)
      await create(quick.url)
      for (let n = 0; n < 12; n++) await say(`message ${n}`)
      await until(() => quick.seen.length === 12 && slow.seen.length >= 4, { what: "All of it" })
      assert.lengthOf(slow.seen, 4)
    })
  }).pipe(Effect.scoped))
})

layer(TestDatabase.layerDatabase, { excludeTestServices: true, timeout: "60 seconds" })("P26: the log of an endpoint", (it) => {
  it.effect("is read page by page, newest first, each delivery once", () => Effect.gen(function*() {
    const { create, get, websiteId } = yield* begin(yield* node({}))
    const { admin } = yield* TestDatabase
    const { endpoint: { id } } = yield* Effect.promise(() => create("http://127.0.0.1:9/hook"))
    yield* admin`insert into webhook_event (id, website_id, is_test, type, subject, key, payload)
      select 'e' || n, ${websiteId}, true, 'message.created', 's', 'k' || n, '{}' from generate_series(1, 60) n`
    yield* admin`insert into webhook_delivery (id, website_id, is_test, endpoint_id, event_id, subject, state)
      select 'd' || n, ${websiteId}, true, ${id}, 'e' || n, 's', case when n % 2 = 0 then 'delivered' else 'dead' end from generate_series(1, 60) n order by n`
    yield* Effect.promise(async () => {
      const pages = async (query: object = {}) => {
        const all: Array<ReadonlyArray<string>> = []
        for (let before: string | null | undefined; before !== null;) {
          const page: Log & { readonly next: string | null } = await get("webhooks.deliveries", { id, ...query, ...(before === undefined ? {} : { before }) })
          all.push(page.deliveries.map((one) => one.id))
          before = page.next
        }
        return all
      }
      const all = await pages()
      assert.deepStrictEqual(all.map(({ length }) => length), [25, 25, 10])
      assert.deepStrictEqual(all.flat(), Array.from({ length: 60 }, (_, n) => `d${60 - n}`))
      assert.deepStrictEqual((await pages({ state: "dead" })).flat(), Array.from({ length: 30 }, (_, n) => `d${59 - 2 * n}`))
    })
  }).pipe(Effect.scoped))
})

layer(TestDatabase.layerDatabase, { excludeTestServices: true, timeout: "60 seconds" })("P26: the log of an endpoint", (it) => {
  it.effect("goes back thirty days, and loses nothing that is younger", () => Effect.gen(function*() {
    const { seen, url } = yield* receiver
    const one = yield* node({})
    const { create, get } = yield* begin(one)
    const { admin } = yield* TestDatabase
    const [old, young, waiting] = yield* Effect.promise(async () => {
      const { endpoint: { id } } = await create(url)
      const { endpoint: off } = await create(url)
      const made = [await get<{ readonly id: string }>("webhooks.test", { id }), await get<{ readonly id: string }>("webhooks.test", { id })]
      await until(() => seen.length === 2, { what: "Both events" })
      await until(async () => (await get<Log>("webhooks.deliveries", { id })).deliveries.every(({ state }) => state === "delivered"), { what: "Both deliveries" })
      await get("webhooks.update", { id: off.id, isEnabled: false })
      return [...made, await get<{ readonly id: string }>("webhooks.test", { id: off.id })]
    })
    yield* admin`update webhook_event set created_at = now() - interval '31 days' where id in (select event_id from webhook_delivery where id in (${old?.id ?? ""}, ${waiting?.id ?? ""}))`
    yield* admin`update webhook_event set created_at = now() - interval '29 days' where id = (select event_id from webhook_delivery where id = ${young?.id ?? ""})`
    // Due now: the next program that starts does it.
    yield* admin`delete from recurring_task where name = 'webhooks.forget'`
    yield* node({})
    const services = yield* Effect.context<TestDatabase>()
    const left = () => Effect.runPromiseWith(services)(Effect.map(admin<{ id: string }>`select id from webhook_delivery`, (rows) => rows.map(({ id }) => id)))
    yield* Effect.promise(async () => {
      await until(async () => !(await left()).includes(old?.id ?? ""), { what: "The old one's end" })
      // What was never told waits for its endpoint to be turned on again, however old it is.
      assert.sameMembers([...await left()], [young?.id, waiting?.id])
    })
  }).pipe(Effect.scoped))
})

layer(TestDatabase.layerDatabase, { excludeTestServices: true, timeout: "60 seconds" })("P26: endpoints of a site", (it) => {
  it.effect("keep to themselves: a redirect isn't followed, a replaced secret signs for a day, the log keeps twenty tries, and there are twenty of them", () => Effect.gen(function*() {
    const { seen, state, url } = yield* receiver
    const one = yield* node({ pauses: Array.from({ length: 30 }, () => 5) })
    const { ask, create, get, websiteId } = yield* begin(one)
    const { admin } = yield* TestDatabase
    const { id, replaced, secret } = yield* Effect.promise(async () => {
      const { endpoint: { id }, secret: replaced } = await create(url)
      const { secret } = await get<{ readonly secret: string }>("webhooks.rotate", { id, keepOld: true })
      return { id, replaced, secret }
    })
    const isSigned = (one: Seen | undefined, by: string) => {
      try {
        new Webhook(by).verify(one?.text ?? "", Object.fromEntries(one?.headers ?? []))
        return true
      } catch {
        return false
      }
    }
    yield* Effect.promise(async () => {
      await get("webhooks.test", { id })
      await until(() => seen.length === 1, { what: "A test event" })
      assert.deepStrictEqual([isSigned(seen[0], replaced), isSigned(seen[0], secret)], [true, true])
    })
    yield* admin`update webhook_secret set expires_at = now() - interval '1 second' where expires_at is not null`
    yield* Effect.promise(async () => {
      await get("webhooks.test", { id })
      await until(() => seen.length === 2, { what: "Another one" })
      assert.deepStrictEqual([isSigned(seen[1], replaced), isSigned(seen[1], secret)], [false, true])

      state.answer = () => new Response("", { status: 307, headers: { location: "/elsewhere" } })
      const { id: deliveryId } = await get<{ readonly id: string }>("webhooks.test", { id })
      const dead = async () => (await get<Log>("webhooks.deliveries", { id, state: "dead" })).deliveries.find((one) => one.id === deliveryId)
      await until(async () => await dead() !== undefined, { what: "A dead delivery" })
      assert.deepInclude(await dead(), { attempts: 31 })
      assert.isTrue(seen.every(({ path }) => path === "/hook"))
      const { tries } = await get<{ readonly tries: ReadonlyArray<{ readonly status: number }> }>("webhooks.delivery", { id, deliveryId })
      assert.deepStrictEqual(tries.map(({ status }) => status), Array.from({ length: 20 }, () => 307))

      // All at once, so that nobody counts before the others are there.
      const outcomes = await Promise.all(Array.from({ length: 25 }, (_, n) =>
        ask("webhooks.create", { websiteId, url: `${url}/${n}`, description: null, events: ["message.created"], isTest: true })))
      assert.strictEqual(outcomes.filter(({ _tag }) => _tag === "TooManyWebhooks").length, 6)
      assert.lengthOf(await get<ReadonlyArray<object>>("webhooks.list", {}), 20)
    })
  }).pipe(Effect.scoped))
})
