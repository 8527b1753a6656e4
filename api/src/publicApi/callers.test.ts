import { assert, layer } from "@effect/vitest"
import * as Effect from "effect/Effect"
import { TestDatabase } from "../testing/TestDatabase.ts"
import { until } from "../testing/until.ts"
import { ApiWorld } from "./testing/ApiWorld.ts"

layer(ApiWorld.layer(), { excludeTestServices: true, timeout: "60 seconds" })("P26: A private key", (it) => {
  it.effect("that was revoked, or whose time is over, opens nothing, and nobody is told which of the two it is", () => Effect.gen(function*() {
    const { client, inbox, newKey, owner: { websiteId } } = yield* ApiWorld
    const { admin } = yield* TestDatabase
    const ask = (value: string) => Effect.promise(() => client({ authorization: `Bearer ${value}` })("get", "/v1/websites"))
    const [revoked, expired, unused] = yield* Effect.promise(() => Promise.all([newKey(true), newKey(true), newKey(true)]))
    for (const { value } of [revoked, expired]) assert.strictEqual((yield* ask(value)).status, 200)
    yield* Effect.promise(() => inbox("keys.revoke", { websiteId, id: revoked.id }))
    yield* admin`update api_key set expires_at = now() - interval '1 second' where id = ${unused.id}`
    for (const value of [revoked.value, unused.value, "sk_test_nothing_of_ours"]) {
      const { body } = yield* ask(value)
      assert.deepInclude(body, { error: "InvalidKey", status: 401 })
    }
  }))

  it.effect("is looked at again at the moment its time is over, however lately it was let in", () => Effect.gen(function*() {
    const { client, newKey } = yield* ApiWorld
    const { admin } = yield* TestDatabase
    const { id, value } = yield* Effect.promise(() => newKey(true))
    yield* admin`update api_key set expires_at = now() + interval '2 seconds' where id = ${id}`
    const ask = Effect.promise(() => client({ authorization: `Bearer ${value}` })("get", "/v1/websites"))
    assert.strictEqual((yield* ask).status, 200)
    yield* until(Effect.map(admin<{ isOver: boolean }>`select expires_at < now() as "isOver" from api_key where id = ${id}`, ([row]) => row?.isOver === true))
    assert.strictEqual((yield* ask).status, 401)
  }))

  it.effect("P29: begins as many visitors as it may ask at all: a server isn't a network of visitors", () => Effect.gen(function*() {
    const { test: { server } } = yield* ApiWorld
    const statuses = yield* Effect.promise(() => Promise.all(Array.from({ length: 80 }, async () => (await server("post", "/v1/visitors", { body: {} })).status)))
    assert.deepStrictEqual([...new Set(statuses)], [201])
  }))
})

layer(ApiWorld.layer({ API_REQUESTS_PER_MINUTE: "8" }), { excludeTestServices: true, timeout: "60 seconds" })("P29: A visitor's rate", (it) => {
  it.effect("is their own: one who asks too much behind an address takes nothing from another behind it", () => Effect.gen(function*() {
    const { client, test: { origin, publicKey, visitor } } = yield* ApiWorld
    yield* Effect.promise(async () => {
      const page = { "x-public-key": publicKey, origin }
      const { secret } = (await client(page)("post", "/v1/visitors", { body: {} })).body as { readonly secret: string }
      const other = client({ ...page, authorization: `Bearer ${secret}` })
      const statuses: Array<number> = []
      for (let n = 0; n < 12; n++) statuses.push((await visitor("get", "/v1/conversations")).status)
      assert.strictEqual(statuses[0], 200)
      assert.strictEqual(statuses.at(-1), 429)
      assert.strictEqual((await other("get", "/v1/conversations")).status, 200)
    })
  }))
})
