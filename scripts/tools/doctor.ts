import * as Effect from "effect/Effect"
import { existsSync, readFileSync } from "node:fs"
import path from "node:path"
import { parseEnv } from "node:util"
import { examine } from "../../api/src/doctor/examine.ts"
import { misspelled } from "../../api/src/doctor/misspelled.ts"
import { root } from "../root.ts"
import { runTool } from "./tool.ts"

const words = { ok: "ok     ", note: "note   ", warning: "warning", problem: "PROBLEM" } as const

const asJson = process.argv.includes("--json")

await runTool(Effect.gen(function*() {
  const file = path.join(root, ".env")
  const names = [...Object.keys(process.env), ...(existsSync(file) ? Object.keys(parseEnv(readFileSync(file, "utf8"))) : [])]
  const slips = misspelled([...new Set(names)])
  const findings = [...slips, ...(yield* examine("start"))]
  if (asJson) console.log(JSON.stringify(findings, null, 2))
  for (const finding of asJson ? [] : findings) {
    console.log(`${words[finding.level]}  ${finding.check}: ${finding.detail}`)
    if ("fix" in finding) console.log(`         what to do: ${finding.fix.replaceAll("\n", "\n         ")}`)
  }
  if (findings.some(({ level }) => level === "problem")) process.exitCode = 1
}))
