import * as Config from "effect/Config"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import { SettingsError } from "./SettingsError.ts"
import type { Variable } from "./variables.ts"

/** A variable's text without surrounding space; undefined when it is missing or empty. */
export const settingOf = (variable: Variable): Effect.Effect<string | undefined> =>
  Config.option(Config.String(variable)).pipe(
    Effect.orDie,
    Effect.map((text) => Option.getOrUndefined(text)?.trim() || undefined)
  )

/** A variable that takes one of a few names; `fallback` when it isn't set. Any other name stops the start. */
export const oneOf = Effect.fnUntraced(function*<const Name extends string>(
  variable: Variable,
  names: ReadonlyArray<Name>,
  fallback: NoInfer<Name>
) {
  const text = yield* settingOf(variable)
  const name = text === undefined ? fallback : names.find((known) => known === text)
  if (name !== undefined) return name
  return yield* new SettingsError({ problems: [`${variable} is one of ${names.join(", ")}, not ${text}.`] })
})

/** Whether it is an address that begins with http or https. */
export const isHttp = (text: string): boolean => /^https?:$/.test(URL.parse(text)?.protocol ?? "")

/** A variable that takes an http address, given without a slash at its end; undefined when it isn't set. */
export const addressOf = Effect.fnUntraced(function*(variable: Variable, example: string) {
  const text = yield* settingOf(variable)
  if (text === undefined || isHttp(text) && !/[?#]/.test(text)) return text?.replace(/\/+$/, "")
  return yield* new SettingsError({ problems: [`${variable} wants an address such as ${example}, not ${text}.`] })
})

/** The number that decimal digits say, if it lies in the range: `1e3` and `0x10` are no setting's; undefined for anything else. */
export const inDigits = (text: string, { least = 1, most = Number.MAX_SAFE_INTEGER }: { readonly least?: number; readonly most?: number | undefined } = {}): number | undefined =>
  /^\d{1,16}$/.test(text) && Number(text) >= least && Number(text) <= most ? Number(text) : undefined

/** A variable that takes a whole number above 0, and no more than `most`; `fallback` when it isn't set. */
export const wholeNumber = Effect.fnUntraced(function*(variable: Variable, fallback: number, most?: number) {
  const text = yield* settingOf(variable)
  const number = text === undefined ? fallback : inDigits(text, { most })
  if (number !== undefined) return number
  return yield* new SettingsError({ problems: [`${variable} wants a whole number ${most === undefined ? "above 0" : `from 1 to ${most}`}, not ${text}.`] })
})

/** The documented switches. An empty one is off, while every other empty variable counts as not set. */
export const switches = ["POLAR_ENABLED", "TINYBIRD_ENABLED", "NEXT_PUBLIC_TINYBIRD_ENABLED", "NEXT_PUBLIC_DATAFAST_ENABLED"] as const satisfies ReadonlyArray<Variable>

/** Whether a switch is on: missing or exactly `true` is on, anything else is off. */
export const isOn = (variable: typeof switches[number]): Effect.Effect<boolean> =>
  Config.option(Config.String(variable)).pipe(
    Effect.orDie,
    Effect.map(Option.match({ onNone: () => true, onSome: (text) => text === "true" }))
  )
