import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import { SqlClient } from "effect/sql/SqlClient"
import type { SqlError } from "effect/sql/SqlError"

/** Whose rows a piece of work may touch. A visitor or a key sees `live` or `test` rows, a member and a worker `all` of a website. */
export interface TenantScope {
  readonly websiteId: string
  readonly data: "live" | "test" | "all"
}

const CurrentTenant = Context.Reference<TenantScope | undefined>("api/sql/CurrentTenant", { defaultValue: () => undefined })

/**
 * Runs `effect` in one transaction that sees this tenant's rows only. Inside a scope of the same tenant it joins as a
 * savepoint; a scope of another tenant inside is a defect. A broken database is a defect; the effect's own errors pass.
 */
export const withTenant = <A, E, R>(
  scope: TenantScope,
  effect: Effect.Effect<A, E, R>
): Effect.Effect<A, Exclude<E, SqlError>, R | SqlClient> =>
  Effect.gen(function*() {
    const sql = yield* SqlClient
    const outer = yield* CurrentTenant
    if (outer === undefined) {
      return yield* sql.withTransaction(Effect.andThen(sql`select app_enter(${scope.websiteId}, ${scope.data})`, effect)).pipe(
        Effect.provideService(CurrentTenant, scope)
      )
    }
    if (outer.websiteId !== scope.websiteId || outer.data !== scope.data) {
      return yield* Effect.die(new Error("A tenant scope was opened inside another tenant's."))
    }
    return yield* sql.withTransaction(effect)
  }).pipe(
    // The cast says what the line does: no SqlError is left among the failures.
    Effect.catchIf(isSqlError, Effect.die)
  ) as Effect.Effect<A, Exclude<E, SqlError>, R | SqlClient>

const isSqlError = (error: unknown): error is SqlError =>
  typeof error === "object" && error !== null && "_tag" in error && error._tag === "SqlError"
