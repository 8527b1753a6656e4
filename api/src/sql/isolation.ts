import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import { SqlClient } from "effect/sql/SqlClient"
import type { SqlError } from "effect/sql/SqlError"
import { globalTables } from "./catalogue.ts"
import { IsolationBroken } from "./DatabaseError.ts"
import { appRole, systemRole } from "./roles.ts"

interface Table {
  readonly name: string
  readonly closed: boolean
  readonly isView: boolean
  readonly fix: string
}

interface Finding {
  readonly what: string
  readonly sql: string
}

/** That tenants are kept apart here and now. */
export class Isolation extends Context.Service<Isolation, {
  /** Fails with what is open. Asked again within seconds it answers from before. */
  readonly proven: Effect.Effect<void, IsolationBroken | SqlError>
}>()("api/sql/Isolation") {}

/** Done once tenants are proven to be kept apart, and fails otherwise: what lets people in stands on it. */
export const isolated = Layer.effectDiscard(Effect.flatMap(Isolation, ({ proven }) => proven))

/**
 * Proves on the connection it is given that tenants are kept apart: the role is the application's and can't bypass
 * policies, every table and view it may read is closed, and a read without a tenant finds nothing. Run at start and for /ready.
 * `reading` is done when all that is left is to wait for those reads.
 */
export const proveIsolation = Effect.fn("sql.proveIsolation")(function*(reading: Effect.Effect<unknown> = Effect.void) {
  const sql = yield* SqlClient
  const findings: Array<Finding> = []
  const [role] = yield* sql<{ name: string; login: string; isTold: boolean; bypasses: boolean; system: boolean; tables: ReadonlyArray<Table> }>`
    select current_user as name, quote_ident(session_user) || ' in database ' || quote_ident(current_database()) as login, rolsuper or rolbypassrls as bypasses,
      pg_has_role(current_user, ${systemRole}, 'member') as system,
      exists (select from pg_db_role_setting s join pg_roles r on r.oid = s.setrole where r.rolname = session_user and ${`role=${appRole}`} = any(s.setconfig)
        and s.setdatabase in (0, (select oid from pg_database where datname = current_database()))) as "isTold",
      (select coalesce(jsonb_agg(jsonb_build_object('name', c.relname, 'fix', t.fix, 'closed', t.closed, 'isView', c.relkind = 'v') order by c.relname), '[]')
        from pg_class c join pg_namespace n on n.oid = c.relnamespace, lateral (select
          case c.relkind
            when 'v' then coalesce((select option_value::boolean from pg_options_to_table(c.reloptions) where option_name = 'security_invoker'), false)
            else c.relrowsecurity and c.relforcerowsecurity end as closed,
          format(case c.relkind when 'v' then 'alter view %I set (security_invoker = true);' when 'm' then 'revoke all on %I from ${sql.literal(appRole)};'
            else case when exists (select from pg_attribute a where a.attrelid = c.oid and a.attname = 'website_id')
              then 'call protect_tenant_table(%1$L);' else 'revoke all on %I from ${sql.literal(appRole)};' end end, c.relname) as fix) t
        where n.nspname = 'public' and c.relkind in ('r', 'p', 'v', 'm') and has_table_privilege(${appRole}, c.oid, 'select')
          and not c.relname = any(${globalTables})
          and not exists (select from pg_depend d where d.classid = 'pg_class'::regclass and d.objid = c.oid and d.deptype = 'e')) as tables
    from pg_roles where rolname = current_user`
  if (role?.name !== appRole && role?.isTold === true) {
    findings.push({
      what: `Queries run as ${role.name}, not as ${appRole}: the login is told to, but the pooler holds connections from before that.`,
      sql: "RECONNECT; -- in PgBouncer's console; of another pooler, a restart"
    })
  } else if (role?.name !== appRole) {
    findings.push({
      what: `Queries run as ${role?.name ?? "an unknown role"}, not as ${appRole} (a pooler drops the role asked for at connect).`,
      sql: `alter role ${role?.login ?? "the_login"} set role = '${appRole}';`
    })
  } else {
    if (role.bypasses) findings.push({ what: `${appRole} bypasses policies.`, sql: `alter role ${appRole} nosuperuser nobypassrls;` })
    if (role.system) findings.push({ what: `${appRole} can become ${systemRole}.`, sql: `revoke ${systemRole} from ${appRole};` })
  }
  const tables = role?.tables ?? []
  for (const { fix, name } of tables.filter((table) => !table.closed)) {
    findings.push({ what: `${name} isn't bound to a tenant's rows by forced row-level security.`, sql: fix })
  }
  // A view that runs with its reader's rights shows what its tables show.
  const read = tables.filter(({ closed, isView }) => !(isView && closed))
  if (read.length > 0) {
    const reads = read.map(({ name }) => sql`exists (select from ${sql(name)})`)
    yield* reading
    const [found] = yield* sql<{ open: ReadonlyArray<boolean> }>`select array[${sql.join(", ", false)(reads)}] as open`
    for (const { name } of read.filter((_, place) => found?.open[place] !== false)) {
      findings.push({
        what: `${name} shows rows to a query without a tenant.`,
        sql: `select policyname, roles, qual from pg_policies where tablename = '${name}'; -- drop what is not ours`
      })
    }
  }
  if (findings.length > 0) return yield* new IsolationBroken({ findings })
})
