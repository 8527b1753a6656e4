import * as DateTime from "effect/DateTime"
import * as Effect from "effect/Effect"
import path from "node:path"
import { restore } from "../../api/src/backup/restore.ts"
import { DatabaseAddress } from "../../api/src/sql/DatabaseAddress.ts"
import { dataDir, runTool } from "./tool.ts"

const folder = process.argv[2]

if (folder === undefined) {
  console.error("Name the backup's folder: bun run restore <folder>. It goes into the data folder and database the settings name, which must be new.")
  process.exitCode = 1
} else {
  await runTool(Effect.gen(function*() {
    const { createdAt, tables } = yield* restore({ folder: path.resolve(folder), dataDir })
    const rows = tables.reduce((sum, table) => sum + table.rows, 0)
    console.log(`Restored ${rows} rows of ${tables.length} tables, as they were at ${DateTime.formatIso(createdAt)}. Start the program; clients reload by themselves.`)
  }).pipe(Effect.provide(DatabaseAddress.layerTool("new"))))
}
