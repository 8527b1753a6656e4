import * as Effect from "effect/Effect"
import { type Network, readRanges } from "../settings/addressRanges.ts"
import { SettingsError } from "../settings/SettingsError.ts"
import { settingOf } from "../settings/values.ts"

/** `OUTGOING_ALLOW_PRIVATE`: address ranges that users' URLs may lead to although they aren't public, as `10.0.5.0/24,127.0.0.1/32`. */
export const allowedNetworks: Effect.Effect<ReadonlyArray<Network>, SettingsError> = Effect.gen(function*() {
  const { networks, wrong } = readRanges((yield* settingOf("OUTGOING_ALLOW_PRIVATE")) ?? "none")
  if (wrong.length > 0) {
    return yield* new SettingsError({ problems: [`OUTGOING_ALLOW_PRIVATE wants address ranges such as 10.0.5.0/24, separated by commas, not ${wrong.join(", ")}.`] })
  }
  return networks
})
