import type * as PgClient from "@effect/sql-pg/PgClient"
import * as Effect from "effect/Effect"

/** What moves without anybody's doing: who was seen where and when. */
const incidental = new Set(["last_used_at", "last_seen_at"])

/** Every row of a site, as text: what nobody else may change. */
export const rowsOf = (admin: PgClient.PgClient, websiteId: string): Effect.Effect<string> => Effect.orDie(Effect.gen(function*() {
  const tables = yield* admin<{ name: string }>`
    select table_name as name from information_schema.columns where table_schema = 'public' and column_name = 'website_id'
      and table_name in (select table_name from information_schema.tables where table_schema = 'public' and table_type = 'BASE TABLE')
      and table_name not in ('install_sighting', 'letter', 'notification_watch', 'notified', 'job', 'webhook_cursor', 'webhook_known') order by 1`
  const rows = yield* Effect.forEach(tables, ({ name }) =>
    admin<{ row: Record<string, unknown> }>`select to_jsonb(t) as row from ${admin(name)} t where website_id = ${websiteId} order by t::text`)
  return rows.flat().map(({ row }) => JSON.stringify(row, (key, value) => incidental.has(key) ? undefined : value)).sort().join("\n")
}))
