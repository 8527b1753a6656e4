import * as Effect from "effect/Effect"
import path from "node:path"
import { backup } from "../../api/src/backup/backup.ts"
import { DatabaseAddress } from "../../api/src/sql/DatabaseAddress.ts"
import { backupFolder } from "./backupFolder.ts"
import { dataDir, runTool } from "./tool.ts"

const folder = path.resolve(process.argv[2] ?? backupFolder(new Date()))

await runTool(Effect.gen(function*() {
  const { files, tables } = yield* backup({ folder, dataDir })
  const rows = tables.reduce((sum, table) => sum + table.rows, 0)
  console.log(`Saved ${rows} rows of ${tables.length} tables and ${files.length === 0 ? "no files" : files.join(", ")} to ${folder}.`)
  console.log("It holds people's messages, and secrets where the data folder has them: keep it as safe as the installation itself.")
}).pipe(Effect.provide(DatabaseAddress.layerTool("existing"))))
