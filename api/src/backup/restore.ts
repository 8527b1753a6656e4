import * as NodeStream from "@effect/platform-node/NodeStream"
import * as Effect from "effect/Effect"
import * as FileSystem from "effect/FileSystem"
import * as Redacted from "effect/Redacted"
import * as Schema from "effect/Schema"
import { SqlClient } from "effect/sql/SqlClient"
import * as Stream from "effect/Stream"
import path from "node:path"
import { createGunzip } from "node:zlib"
import { orRefused, ownerClient } from "../sql/Database.ts"
import { DatabaseAddress } from "../sql/DatabaseAddress.ts"
import { settleEpoch } from "../sql/Epoch.ts"
import { holdStartLock, migrate } from "../sql/migrate.ts"
import { migrations } from "../sql/migrations.ts"
import { ensureRoles } from "../sql/roles.ts"
import { BackupUnreadable, RestoreTargetInUse, wordsOf } from "./BackupError.ts"
import { amountIn, stageFiles } from "./dataFiles.ts"
import { type Manifest, ManifestJson } from "./Manifest.ts"
import { backupTables, type BackupTable, plainText, rowsFile } from "./tables.ts"

/**
 * Brings a backup into a database that was never migrated and a data folder without its files; all or nothing. A backup of an
 * older program is read at that program's migrations and brought up to this one's. Every row counts as changed now and the
 * database has an epoch of its own, so that clients reload.
 */
export const restore = Effect.fn("backup.restore")(function*(options: { readonly folder: string; readonly dataDir: string }) {
  const fs = yield* FileSystem.FileSystem
  const { directUrl } = yield* DatabaseAddress
  const unreadable = (reason: string) => new BackupUnreadable({ folder: options.folder, reason })
  const manifest = yield* fs.readFileString(path.join(options.folder, "manifest.json")).pipe(
    Effect.flatMap(Schema.decodeEffect(ManifestJson)),
    Effect.mapError((error) => unreadable(error._tag === "PlatformError" && error.reason._tag === "NotFound"
      ? "it holds no manifest.json, which every backup has"
      : `its manifest.json is damaged (${error.message.replaceAll("\n", "")})`))
  )
  const ahead = manifest.migrations.find(({ id, name }) => migrations.find((known) => known.id === id)?.name !== name)
  if (ahead !== undefined) {
    return yield* unreadable(`it was made by a newer version of the program (its database has migration ${ahead.id}_${ahead.name}). Restore it with that version`)
  }
  const files = path.join(options.folder, "files")
  const found = yield* amountIn(files)
  const { amount = found } = manifest
  if (found.files !== amount.files || found.bytes !== amount.bytes) {
    return yield* unreadable(`its folder files holds ${found.files} files of ${found.bytes} bytes instead of ${amount.files} of ${amount.bytes}`)
  }
  const { discard, moveIn } = yield* stageFiles(files, manifest.files, options.dataDir)
  const client = yield* ownerClient(directUrl)
  yield* client.withTransaction(restoreRows(options.folder, manifest, directUrl)).pipe(
    Effect.provideService(SqlClient, client),
    orRefused(directUrl),
    Effect.onError(() => discard)
  )
  yield* moveIn
  return manifest
}, (work, { folder }) => Effect.catchTag(work, "PlatformError", (error) => Effect.fail(new BackupUnreadable({ folder, reason: wordsOf(error) }))), Effect.scoped)

const restoreRows = Effect.fnUntraced(function*(folder: string, manifest: Manifest, url: Redacted.Redacted) {
  const sql = yield* SqlClient
  yield* holdStartLock
  const [used] = yield* sql<{ used: boolean }>`select to_regclass('public.migration') is not null as used`
  if (used?.used === true) return yield* new RestoreTargetInUse({ what: `The database ${new URL(Redacted.value(url)).pathname.slice(1)}` })
  yield* ensureRoles
  yield* migrate(migrations.filter(({ id }) => manifest.migrations.some((applied) => applied.id === id)))
  yield* plainText
  const targets = new Map((yield* backupTables).map((table) => [table.name, table]))
  yield* withoutForeignKeys(Effect.gen(function*() {
    // A migration may have put rows of its own.
    for (const { name } of targets.values()) yield* sql.unsafe(`delete from ${name}`)
    for (const saved of manifest.tables) {
      const target = targets.get(saved.name)
      const rows = target === undefined ? 0 : yield* restoreTable(folder, saved.columns, target)
      if (rows !== saved.rows) {
        return yield* new BackupUnreadable({ folder, reason: `${saved.name} has ${rows} rows instead of ${saved.rows}` })
      }
    }
  }))
  for (const { name, value } of manifest.sequences) yield* sql`select setval(${name}::regclass, ${value}::text::bigint)`
  yield* migrate()
  yield* settleEpoch()
})

/** Foreign keys may go in circles, so no order of tables would do: they are dropped and made again, which proves every row. */
const withoutForeignKeys = Effect.fnUntraced(function*<A, E, R>(effect: Effect.Effect<A, E, R>) {
  const sql = yield* SqlClient
  const keys = yield* sql<{ drop: string; add: string }>`
    select format('alter table %s drop constraint %I', conrelid::regclass, conname) as drop,
      format('alter table %s add constraint %I %s', conrelid::regclass, conname, pg_get_constraintdef(oid)) as add
    from pg_constraint where contype = 'f' and conparentid = 0 and connamespace in ('public'::regnamespace, 'auth'::regnamespace)`
  for (const { drop } of keys) yield* sql.unsafe(drop)
  yield* effect
  for (const { add } of keys) yield* sql.unsafe(add)
})

const rowsPerInsert = 500

const restoreTable = Effect.fnUntraced(function*(folder: string, columns: ReadonlyArray<string>, table: BackupTable) {
  const fs = yield* FileSystem.FileSystem
  const sql = yield* SqlClient
  const values = columns.map((column, at) => valueOf(table.types[table.columns.indexOf(column)] ?? "text", at)).join(", ")
  const insert = `insert into ${table.name} (${columns.join(", ")}) overriding system value select ${values} from json_array_elements($1::text::json) r`
  let rows = 0
  yield* sql.unsafe(`alter table ${table.name} disable trigger user`)
  yield* fs.stream(path.join(folder, rowsFile(table.name))).pipe(
    NodeStream.pipeThroughDuplex({
      evaluate: () => createGunzip(),
      onError: (error) => new BackupUnreadable({ folder, reason: `${rowsFile(table.name)} is damaged (${error instanceof Error ? error.message : String(error)})` })
    }),
    Stream.decodeText(),
    Stream.splitLines,
    Stream.filter((line) => line !== ""),
    Stream.grouped(rowsPerInsert),
    Stream.runForEach((lines) => {
      rows += lines.length
      return sql.unsafe(insert, [`[${lines.join(",")}]`])
    })
  )
  yield* sql.unsafe(`alter table ${table.name} enable trigger user`)
  return rows
})

/** Transaction ids are of the old server's history: a row that had one gets the restoring transaction's. */
const valueOf = (type: string, at: number) =>
  type === "xid8" ? `case when r->>${at} is not null then pg_current_xact_id() end` : `(r->>${at})::${type}`
