import * as NodeStream from "@effect/platform-node/NodeStream"
import * as DateTime from "effect/DateTime"
import * as Effect from "effect/Effect"
import * as FileSystem from "effect/FileSystem"
import * as Schema from "effect/Schema"
import { BeginTransaction, SqlClient } from "effect/sql/SqlClient"
import * as Stream from "effect/Stream"
import path from "node:path"
import { createGzip } from "node:zlib"
import { orRefused, ownerClient } from "../sql/Database.ts"
import { DatabaseAddress } from "../sql/DatabaseAddress.ts"
import { BackupExists, BackupUnreadable, BackupUnwritable, wordsOf } from "./BackupError.ts"
import { amountIn, saveFiles } from "./dataFiles.ts"
import { Manifest, ManifestJson } from "./Manifest.ts"
import { backupTables, type BackupTable, plainText, rowsFile } from "./tables.ts"

/**
 * Writes the database and the data folder's files (uploads, secrets) into a new folder, while the program may be running:
 * the rows are one moment's, and the files are copied after it. The folder is complete when it has its final name.
 */
export const backup = Effect.fn("backup.backup")(function*(options: { readonly folder: string; readonly dataDir: string }) {
  const fs = yield* FileSystem.FileSystem
  const { directUrl } = yield* DatabaseAddress
  // It would hold itself, and every later one all that were before.
  if (!path.relative(options.dataDir, options.folder).startsWith("..")) return yield* new BackupUnwritable({ folder: options.folder, reason: "it is part of what is saved" })
  if (yield* fs.exists(options.folder)) return yield* new BackupExists({ folder: options.folder })
  const draft = `${options.folder}.partial`
  const client = yield* ownerClient(directUrl)
  yield* fs.remove(draft, { recursive: true, force: true })
  // One that fails leaves nothing of people's messages lying about; a cut one is removed by the next.
  yield* Effect.addFinalizer(() => Effect.ignore(fs.remove(draft, { recursive: true, force: true })))
  yield* fs.makeDirectory(path.join(draft, "tables"), { recursive: true, mode: 0o700 })
  const rows = yield* client.withTransaction(saveRows(draft)).pipe(
    Effect.provideService(SqlClient, client),
    Effect.provideService(BeginTransaction, "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"),
    orRefused(directUrl)
  )
  const files = yield* saveFiles(options.dataDir, path.join(draft, "files"))
  const manifest = new Manifest({ format: 1, createdAt: yield* DateTime.now, ...rows, files, amount: yield* amountIn(path.join(draft, "files")) })
  yield* fs.writeFileString(path.join(draft, "manifest.json"), yield* Effect.orDie(Schema.encodeEffect(ManifestJson)(manifest)))
  yield* fs.rename(draft, options.folder)
  return manifest
}, (work, { folder }) => Effect.catchTag(work, "PlatformError", (error) => Effect.fail(new BackupUnwritable({ folder, reason: wordsOf(error) }))), Effect.scoped)

const saveRows = Effect.fnUntraced(function*(draft: string) {
  const sql = yield* SqlClient
  yield* plainText
  const tables = []
  for (const table of yield* backupTables) {
    tables.push({ name: table.name, columns: table.columns, rows: yield* saveTable(table, path.join(draft, rowsFile(table.name))) })
  }
  const migrations = yield* sql<{ id: number; name: string }>`select migration_id as id, name from migration order by 1`
  const sequences = yield* sql<{ name: string; value: string }>`
    select format('%I.%I', schemaname, sequencename) as name, last_value::text as value
    from pg_sequences where schemaname in ('public', 'auth') and last_value is not null order by 1`
  return { tables, migrations, sequences }
})

/** The login reads every tenant's rows through the system role it is a member of. */
const saveTable = Effect.fnUntraced(function*(table: BackupTable, file: string) {
  const fs = yield* FileSystem.FileSystem
  const sql = yield* SqlClient
  let rows = 0
  const texts = table.columns.map((column) => `${column}::text`).join(", ")
  yield* sql.unsafe<{ row: string }>(`select array_to_json(array[${texts}])::text as row from ${table.name}`).stream.pipe(
    Stream.map(({ row }) => {
      rows++
      return `${row}\n`
    }),
    NodeStream.pipeThroughDuplex({
      evaluate: () => createGzip(),
      onError: (error) => new BackupUnreadable({ folder: file, reason: String(error) })
    }),
    Stream.run(fs.sink(file, { mode: 0o600 }))
  )
  return rows
})
