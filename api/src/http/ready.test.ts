import { assert, layer } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as Redacted from "effect/Redacted"
import { TestDatabase } from "../testing/TestDatabase.ts"
import { TestProgram } from "../testing/TestProgram.ts"
import { until } from "../testing/until.ts"

layer(TestProgram.layer(), { excludeTestServices: true, timeout: "60 seconds" })("A database that takes no writes any more", (it) => {
  it.effect("lets no load balancer send people here, until it does again", () =>
    Effect.gen(function*() {
      const { admin, url: database } = yield* TestDatabase
      const { url } = yield* TestProgram
      const name = new URL(Redacted.value(database)).pathname.slice(1)
      const ready = Effect.promise(async () => {
        const response = await fetch(`${url}/ready`)
        return { status: response.status, body: await response.json() }
      })
      // As after a switch to a standby: connections end, new ones find a server that is read only.
      const turn = (mode: string) => Effect.andThen(
        admin.unsafe(`alter database ${name} set default_transaction_read_only = ${mode}`),
        admin`select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()`
      )
      assert.strictEqual((yield* ready).status, 200)
      yield* turn("on")
      assert.deepStrictEqual(yield* until(Effect.map(ready, ({ body, status }) => status === 503 && body)), { status: "not ready", failed: ["database"] })
      yield* turn("off")
      yield* until(Effect.map(ready, ({ status }) => status === 200))
    }))
})
