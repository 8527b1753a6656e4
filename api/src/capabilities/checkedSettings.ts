import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import { type Entry, Settings } from "../settings/Settings.ts"
import { SettingsError } from "../settings/SettingsError.ts"
import { settingsProblems } from "./settingsProblems.ts"

/** The settings of the program, or one error with all that is wrong: with them, with the choice of providers, and what was `found` besides. */
export const checkedSettings = (entry: Entry, found: ReadonlyArray<string> = []) => Layer.effect(Settings, Effect.gen(function*() {
  const own = yield* Effect.result(Effect.scoped(Layer.build(Settings.layer(entry))))
  const problems = [...found, ...(own._tag === "Failure" ? own.failure.problems : []), ...(yield* settingsProblems)]
  if (own._tag === "Failure" || problems.length > 0) return yield* new SettingsError({ problems })
  return Context.get(own.success, Settings)
}))
