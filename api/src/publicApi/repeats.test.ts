import { assert, layer } from "@effect/vitest"
import * as Effect from "effect/Effect"
import { ulid } from "ulid"
import { TestDatabase } from "../testing/TestDatabase.ts"
import { ApiWorld } from "./testing/ApiWorld.ts"

layer(ApiWorld.layer(), { excludeTestServices: true, timeout: "60 seconds" })("A request that names itself", (it) => {
  it.effect("is another one for another actor, visitor, place or body: none of them is answered with what the first was told", () => Effect.gen(function*() {
    const { client, live, owner, test: { secretKey, server, visitorId } } = yield* ApiWorld
    yield* Effect.promise(async () => {
      const contact = async () => ((await server("post", "/v1/contacts", { body: { name: "Jane" } })).body as { readonly id: string }).id
      const [jane, joan] = [await contact(), await contact()]
      const name = { "idempotency-key": ulid() }
      const ask = (headers: Readonly<Record<string, string>>, id = jane, body: object = { name: "June" }) =>
        client({ authorization: `Bearer ${secretKey}`, ...name, ...headers })("patch", "/v1/contacts/{id}", { path: { id }, body: body as never }) // one of several bodies
      const first = await ask({})
      assert.strictEqual(first.status, 200)
      const again = await ask({})
      assert.deepStrictEqual([again.body, again.headers.get("idempotency-replayed")], [first.body, "true"])
      const others = [
        await ask({ "x-actor-user-id": owner.userId }),
        await ask({ "x-visitor-id": visitorId }),
        await ask({}, joan),
        await ask({}, jane, { name: "Juno" }),
        await client({ authorization: `Bearer ${secretKey}`, ...name })("patch", "/v1/contacts/{id}/metadata", { path: { id: jane }, body: { metadata: { plan: "pro" } } })
      ]
      for (const { body } of others) assert.deepInclude(body, { error: "IdempotencyConflict", reason: "other_request", status: 409 })
      // Whose it is counts too: another key, and another visitor, may have called theirs the same.
      const began = await client({ authorization: `Bearer ${live.secretKey}`, ...name })("post", "/v1/contacts", { body: { name: "June" } })
      assert.strictEqual(began.status, 201)
    })
  }))

  it.effect("waits for the first of its name, and for one that crashed a minute at most", () => Effect.gen(function*() {
    const { client, newKey, owner: { websiteId } } = yield* ApiWorld
    const { admin } = yield* TestDatabase
    const { id, value } = yield* Effect.promise(() => newKey(true))
    const begun = (ago: string) => admin`insert into api_reply (website_id, key_id, idempotency_key, request_hash, created_at)
      values (${websiteId}, ${id}, 'one', 'of another body', now() - ${ago}::interval)
      on conflict (website_id, key_id, idempotency_key) do update set created_at = excluded.created_at`
    const put = () => Effect.promise(() => client({ authorization: `Bearer ${value}`, "idempotency-key": "one" })("post", "/v1/contacts", { body: { name: "June" } }))
    yield* begun("50 seconds")
    assert.deepInclude((yield* put()).body, { error: "IdempotencyConflict", status: 409 })
    yield* begun("61 seconds")
    const { body, status } = yield* put()
    assert.strictEqual(status, 201)
    assert.deepStrictEqual((yield* put()).body, body)
  }))

  it.effect("is its visitor's own: what one was answered isn't told another", () => Effect.gen(function*() {
    const { client, test: { origin, publicKey } } = yield* ApiWorld
    yield* Effect.promise(async () => {
      const page = { "x-public-key": publicKey, origin }
      const begin = async () => {
        const { secret } = (await client(page)("post", "/v1/visitors", { body: {} })).body as { readonly secret: string }
        return client({ ...page, authorization: `Bearer ${secret}`, "idempotency-key": "mine" })
      }
      const start = async (visitor: Awaited<ReturnType<typeof begin>>) => {
        const answer = await visitor("post", "/v1/conversations", { body: {} })
        assert.strictEqual(answer.status, 200)
        return { id: (answer.body as { readonly conversation: { readonly id: string } }).conversation.id, isReplayed: answer.headers.has("idempotency-replayed") }
      }
      const [one, other] = [await begin(), await begin()]
      const first = await start(one)
      assert.deepStrictEqual(await start(one), { id: first.id, isReplayed: true })
      const second = await start(other)
      assert.isFalse(second.isReplayed)
      assert.notStrictEqual(second.id, first.id)
    })
  }))
})
