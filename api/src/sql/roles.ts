import * as Effect from "effect/Effect"
import { SqlClient } from "effect/sql/SqlClient"
import { RolesMissing } from "./DatabaseError.ts"

/** Every query of the server runs as this role: no login, no superuser, bound by row-level security. */
export const appRole = "cossistant_app"
/** Owns the closed list of functions that look across tenants; the epoch's reset and backups run as it. */
export const systemRole = "cossistant_system"
/** Members' accounts, in the schema `auth`. */
export const authRole = "cossistant_auth"
export const roles: ReadonlyArray<string> = [appRole, systemRole, authRole]

/**
 * Makes the three roles where they are missing and lets the current login take them on. Roles belong to the cluster, not to
 * a database or its dump, so this runs at every start and not as a migration.
 */
export const ensureRoles = Effect.gen(function*() {
  const sql = yield* SqlClient
  const missing = yield* sql<{ role: string; exists: boolean; login: string }>`
    select role, r.oid is not null as exists, quote_ident(current_user) as login
    from unnest(${roles}::text[]) role left join pg_roles r on r.rolname = role
    where not exists (select from pg_roles me where me.rolname = current_user and me.rolsuper and r.oid is not null)
      and not coalesce(pg_has_role(current_user, r.oid, 'usage'), false)`
  const statements = missing.flatMap(({ exists, login, role }) => {
    const grant = `grant ${role} to ${login}`
    return exists ? [grant] : [`create role ${role} nologin nosuperuser nobypassrls`, grant]
  })
  // Another database's first start may make the same roles at the same moment.
  yield* Effect.forEach(statements, (statement) => sql.unsafe(`do $$ begin ${statement};
    exception when duplicate_object or unique_violation then null; end $$`), { discard: true }).pipe(
    Effect.catchReason("SqlError", "AuthorizationError", () =>
      Effect.fail(new RolesMissing({ sql: statements.map((statement) => `${statement};`).join("\n") })))
  )
})
