import * as Config from "effect/Config"
import * as Effect from "effect/Effect"
import * as Redacted from "effect/Redacted"
import { team } from "../../api/src/seed/people.ts"
import { dataDir, runTool } from "./tool.ts"

await runTool(Effect.gen(function*() {
  const port = yield* Config.Port("PORT").pipe(Config.withDefault(3000))
  const publicUrl = yield* Config.String("PUBLIC_APP_URL").pipe(Config.withDefault(`http://localhost:${port}`))
  const password = yield* Config.Redacted("DEMO_PASSWORD").pipe(
    Effect.mapError(() => ({ message: `There is no demo in ${dataDir}: \`bun run up\` makes one on a new data folder.` }))
  )
  console.log(`${publicUrl}/login`)
  for (const { email } of Object.values(team)) console.log(`${email}  ${Redacted.value(password)}`)
}))
