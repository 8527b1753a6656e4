import type * as PgClient from "@effect/sql-pg/PgClient"
import * as Effect from "effect/Effect"

interface Column {
  readonly name: string
  readonly type: string
  readonly category: string
}

/** A tenant table and the column its own policy goes by: a website's id, or that of the organisation that owns it. */
export interface TenantTable {
  readonly name: string
  readonly column: string
  readonly of: "website" | "organization"
  readonly hasTest: boolean
}

/** Every table whose policy asks for the tenant, from the catalogue. */
export const tenantTables = (admin: PgClient.PgClient) =>
  admin<TenantTable>`
    select c.relname as name, substring(p.qual from '^\\(+(\\w+) = ') as column,
      case when p.qual ~ 'SELECT \\w+\\.organization_id' then 'organization' else 'website' end as of,
      exists (select from pg_attribute a where a.attrelid = c.oid and a.attname = 'is_test') as "hasTest"
    from pg_policies p join pg_class c on c.oid = format('%I.%I', p.schemaname, p.tablename)::regclass
    where p.schemaname = 'public' and p.qual ~ 'app_website\\(\\)' order by c.relname`

/**
 * Puts one made-up row into each tenant table for every (website, kind) given, whatever columns the table has: checks, keys
 * and unique indexes are dropped and triggers are off first, so this is for a throw-away database that only asks who sees what.
 */
export const fillTables = Effect.fn("testing.fillTables")(function*(
  admin: PgClient.PgClient,
  owners: ReadonlyArray<{ readonly websiteId: string; readonly isTest: boolean }>
) {
  const rules = yield* admin<{ drop: string }>`
    select format('alter table %s drop constraint if exists %I cascade', conrelid::regclass, conname) as drop
    from pg_constraint where contype in ('c', 'f', 'x', 'p', 'u') and conrelid <> 0 and conparentid = 0
      and connamespace = 'public'::regnamespace
    union all
    select format('alter domain %s drop constraint %I', contypid::regtype, conname)
    from pg_constraint where contypid <> 0 and connamespace = 'public'::regnamespace
    union all
    select format('drop index if exists %s', i.indexrelid::regclass) from pg_index i join pg_class c on c.oid = i.indexrelid
    where i.indisunique and c.relnamespace = 'public'::regnamespace and not exists (select from pg_constraint where conindid = c.oid)`
  for (const { drop } of rules) yield* admin.unsafe(drop)
  let n = 0
  for (const table of yield* tenantTables(admin)) {
    const columns = yield* admin<Column>`
      select a.attname as name, format_type(a.atttypid, a.atttypmod) as type, t.typcategory::text as category
      from pg_attribute a join pg_type t on t.oid = a.atttypid
      where a.attrelid = ${table.name}::regclass and a.attnum > 0 and not a.attisdropped and a.attgenerated = '' and a.attidentity = ''
        and (a.attnotnull and not a.atthasdef or a.attname in ('is_test', 'organization_id', ${table.column}))`
    yield* admin.unsafe(`alter table "${table.name}" disable trigger user`)
    for (const { isTest, websiteId } of owners) {
      // A table without test rows has one row of the website, or of its organisation.
      if (isTest && !table.hasTest) continue
      n++
      const organization = `'organization of ${websiteId}'`
      const fixed = new Map([
        ["organization_id", organization],
        [table.column, table.of === "website" ? `'${websiteId}'` : organization],
        ["is_test", String(isTest)]
      ])
      for (const name of fixed.keys()) if (!columns.some((column) => column.name === name)) fixed.delete(name)
      for (const column of columns) if (!fixed.has(column.name)) fixed.set(column.name, valueOf(column, n))
      const names = [...fixed.keys()].map((name) => `"${name}"`).join(", ")
      yield* admin.unsafe(`insert into "${table.name}" (${names}) values (${[...fixed.values()].join(", ")})`)
    }
  }
})

const byType: Readonly<Record<string, (n: number) => string>> = {
  bytea: (n) => `decode('${n.toString(16).padStart(8, "0")}', 'hex')`,
  uuid: (n) => `'00000000-0000-0000-0000-${String(n).padStart(12, "0")}'`,
  jsonb: () => "'{}'",
  json: () => "'{}'",
  inet: () => "'127.0.0.1'",
  xid8: () => "'1'"
}

const byCategory: Readonly<Record<string, (n: number, type: string) => string>> = {
  S: (n) => `'text ${n}'`,
  N: (n) => String(n),
  B: () => "false",
  D: (n) => `now() + ${n} * interval '1 second'`,
  T: () => "'1 second'",
  A: () => "'{}'",
  E: (_, type) => `(enum_range(null::${type}))[1]`
}

const valueOf = ({ category, name, type }: Column, n: number) => {
  const value = byType[type]?.(n) ?? byCategory[category]?.(n, type)
  if (value === undefined) throw new Error(`fillTables knows no value for ${name} ${type}: teach it one.`)
  return value
}
