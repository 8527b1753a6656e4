import * as Effect from "effect/Effect"
import { examine } from "../api/src/doctor/examine.ts"
import { runTool } from "./tool.ts"

// bun run doctor: exit code 1 when something wants attention
await runTool(Effect.gen(function*() {
  const findings = yield* examine("start")
  for (const finding of findings) {
    console.log(`${finding.ok ? "ok  " : "BAD "} ${finding.check}: ${finding.detail}`)
    if (!finding.ok) console.log(`       fix: ${finding.fix.replaceAll("\n", "\n       ")}`)
  }
  if (findings.some(({ ok }) => !ok)) process.exitCode = 1
}))
