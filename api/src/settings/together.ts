import * as Effect from "effect/Effect"
import { SettingsError } from "./SettingsError.ts"

type Parts = Readonly<Record<string, Effect.Effect<unknown, SettingsError>>>

/** All of these settings, or one error with everything that is wrong with them. */
export const together = <S extends Parts>(settings: S): Effect.Effect<{ readonly [Name in keyof S]: Effect.Success<S[Name]> }, SettingsError> =>
  Effect.gen(function*() {
    const problems: Array<string> = []
    const found: Record<string, unknown> = {}
    for (const [name, setting] of Object.entries(settings)) {
      const result = yield* Effect.result(setting)
      if (result._tag === "Failure") problems.push(...result.failure.problems)
      else found[name] = result.success
    }
    if (problems.length > 0) return yield* new SettingsError({ problems })
    return found as { readonly [Name in keyof S]: Effect.Success<S[Name]> } // Every name was read above.
  })
