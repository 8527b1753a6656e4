import * as Effect from "effect/Effect"
import { SqlClient } from "effect/sql/SqlClient"
import { RolesMissing } from "./DatabaseError.ts"

/** Every query of the server runs as this role: no login, no superuser, bound by row-level security. */
export const appRole = "cossistant_app"
/** Owns the closed list of functions that look across tenants; the epoch's reset and backups run as it. */
export const systemRole = "cossistant_system"
/** Members' accounts, in the schema `auth`. */
export const authRole = "cossistant_auth"

const make = (role: string) => `create role ${role} nologin nosuperuser nobypassrls`

/**
 * Makes the three roles where they are missing and lets the current login take them on. Roles belong to the cluster, not to
 * a database or its dump, so this runs at every start and not as a migration.
 */
export const ensureRoles = Effect.gen(function*() {
  const sql = yield* SqlClient
  const [login] = yield* sql<{ name: string }>`select quote_ident(current_user) as name`
  for (const role of [appRole, systemRole, authRole]) {
    const grant = `grant ${role} to ${login?.name ?? "current_user"}`
    const [known] = yield* sql<{ held: boolean }>`
      select r.rolsuper or pg_has_role(current_user, g.oid, 'usage') as held
      from pg_roles g, pg_roles r where g.rolname = ${role} and r.rolname = current_user`
    if (known?.held === true) continue
    const missing = known === undefined ? [make(role), grant] : [grant]
    yield* Effect.forEach(missing, (statement) => sql.unsafe(`do $$ begin ${statement};
      exception when duplicate_object or unique_violation then null; end $$`), { discard: true }).pipe(
      Effect.catchReason("SqlError", "AuthorizationError", () =>
        Effect.fail(new RolesMissing({ sql: missing.map((statement) => `${statement};`).join("\n") })))
    )
  }
})
