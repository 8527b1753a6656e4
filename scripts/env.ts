import { readFileSync, writeFileSync } from "node:fs"
import path from "node:path"
import { exampleFile, settingsTables, withTables } from "../api/src/settings/exampleFile.ts"
import { root } from "./root.ts"

// bun run env: writes .env.example and the settings tables of docs/operations.md from the list of variables.
writeFileSync(path.join(root, ".env.example"), exampleFile())
const page = path.join(root, "docs/operations.md")
writeFileSync(page, withTables(readFileSync(page, "utf8"), settingsTables()))
console.log("Wrote .env.example and the settings of docs/operations.md.")
