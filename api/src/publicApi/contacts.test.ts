import { assert, layer } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as Fiber from "effect/Fiber"
import { ulid } from "ulid"
import { TestDatabase } from "../testing/TestDatabase.ts"
import { until } from "../testing/until.ts"
import { ApiWorld } from "./testing/ApiWorld.ts"

layer(ApiWorld.layer(), { excludeTestServices: true, timeout: "60 seconds" })("A contact of the public API", (it) => {
  it.effect("is made once and changed by everyone else, however many tell of the same new person at once", () => Effect.gen(function*() {
    const { test: { server, visitorId } } = yield* ApiWorld
    yield* Effect.promise(async () => {
      for (let round = 0; round < 3; round++) {
        const externalId = ulid()
        const told = await Promise.all(Array.from({ length: 12 }, (_, n) => server("post", "/v1/contacts", { body: { externalId, name: `Name ${n}` } })))
        assert.deepStrictEqual(told.map(({ status }) => status).sort(), [...Array.from({ length: 11 }, () => 200), 201], JSON.stringify(told.map(({ body }) => body)))
        assert.strictEqual(new Set(told.map(({ body }) => (body as { id: string }).id)).size, 1)
      }
      const externalId = ulid()
      const identified = await Promise.all(Array.from({ length: 6 }, () => server("post", "/v1/contacts/identify", { body: { visitorId, externalId } })))
      assert.deepStrictEqual(identified.map(({ status }) => status), Array.from({ length: 6 }, () => 200))
      // Another one's id is refused as ever.
      const other = (await server("post", "/v1/contacts", { body: { name: "Somebody else" } })).body as { id: string }
      assert.deepInclude((await server("patch", "/v1/contacts/{id}", { path: other, body: { externalId } })).body, { error: "ExternalIdTaken", status: 409 })
    })
  }))

  it.effect("that is removed while a change waits for it stays removed, and comes back with the next that is told of it", () => Effect.gen(function*() {
    const { test: { server } } = yield* ApiWorld
    const { admin } = yield* TestDatabase
    const externalId = ulid()
    const made = yield* Effect.promise(() => server("post", "/v1/contacts", { body: { externalId, name: "Jane" } }))
    const path = { id: (made.body as { id: string }).id }
    const isWaiting = Effect.map(admin<{ n: number }>`
      select count(*)::int as n from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`, ([row]) => row?.n === 1)
    const change = yield* admin.withTransaction(Effect.gen(function*() {
      yield* admin`update contact set deleted_at = now() where id = ${path.id}`
      const change = yield* Effect.forkDetach(Effect.promise(() => server("patch", "/v1/contacts/{id}", { path, body: { name: "Too late" } })))
      yield* until(isWaiting)
      return change
    }))
    assert.deepInclude((yield* Fiber.join(change)).body, { error: "ContactNotFound", status: 404 })
    yield* Effect.promise(async () => {
      assert.strictEqual((await server("get", "/v1/contacts/{id}", { path })).status, 404)
      const again = await server("post", "/v1/contacts", { body: { externalId } })
      assert.strictEqual(again.status, 200)
      assert.deepInclude(again.body, { ...path, name: "Jane" })
    })
  }))
})
