import { assert, layer } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as Fiber from "effect/Fiber"
import { ulid } from "ulid"
import { watchLog } from "../sql/testing/loggedErrors.ts"
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

  it.effect("and its organisation are refused what is taken or isn't there without a word in the database's log", () => Effect.gen(function*() {
    const { test: { server } } = yield* ApiWorld
    const errors = yield* watchLog
    yield* Effect.promise(async () => {
      const [externalId, nowhere] = [ulid(), ulid()]
      await Promise.all(Array.from({ length: 8 }, () => server("post", "/v1/contacts", { body: { externalId } })))
      const path = (await server("post", "/v1/contacts", { body: { name: "Jane" } })).body as { id: string }
      const refusals = [
        await server("patch", "/v1/contacts/{id}", { path, body: { externalId } }),
        await server("post", "/v1/contacts", { body: { name: "Joe", contactOrganizationId: nowhere } }),
        await server("patch", "/v1/contacts/{id}", { path, body: { contactOrganizationId: nowhere } })
      ]
      const made = await server("post", "/v1/contacts/organizations", { body: { name: "Acme", externalId } })
      const other = await server("post", "/v1/contacts/organizations", { body: { name: "Other" } })
      refusals.push(
        await server("post", "/v1/contacts/organizations", { body: { name: "Acme", externalId } }),
        await server("patch", "/v1/contacts/organizations/{id}", { path: other.body as { id: string }, body: { externalId } })
      )
      assert.deepStrictEqual(refusals.map(({ body }) => (body as { error: string }).error),
        ["ExternalIdTaken", "ContactOrganizationNotFound", "ContactOrganizationNotFound", "ExternalIdTaken", "ExternalIdTaken"])
      // One's own isn't taken.
      assert.strictEqual((await server("patch", "/v1/contacts/organizations/{id}", { path: made.body as { id: string }, body: { externalId } })).status, 200)
    })
    assert.deepStrictEqual(yield* errors, [])
  }))

  it.effect("has a name, an email or an external id: one that nobody could tell from another is refused, and says what is needed", () => Effect.gen(function*() {
    const { test: { server } } = yield* ApiWorld
    yield* Effect.promise(async () => {
      for (const body of [{}, { name: null, email: null }, { metadata: { plan: "pro" } }]) {
        const answer = await server("post", "/v1/contacts", { body })
        assert.deepInclude(answer.body, { error: "BadRequest", status: 400, issue: "A contact needs a name, an email or an externalId." })
      }
      for (const body of [{ name: "Jane" }, { email: "jane@shop.test" }, { externalId: ulid() }]) {
        assert.strictEqual((await server("post", "/v1/contacts", { body })).status, 201)
      }
    })
  }))
})
