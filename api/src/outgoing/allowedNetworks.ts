import * as Effect from "effect/Effect"
import ipaddr from "ipaddr.js"
import { SettingsError } from "../settings/SettingsError.ts"
import { settingOf } from "../settings/values.ts"
import type { Network } from "./publicAddress.ts"

/** `OUTGOING_ALLOW_PRIVATE`: address ranges that users' URLs may lead to although they aren't public, as `10.0.5.0/24,127.0.0.1/32`. */
export const allowedNetworks: Effect.Effect<ReadonlyArray<Network>, SettingsError> = Effect.gen(function*() {
  const ranges = ((yield* settingOf("OUTGOING_ALLOW_PRIVATE")) ?? "").split(",").map((range) => range.trim()).filter((range) => range !== "")
  const wrong = ranges.find((range) => !ipaddr.isValidCIDR(range))
  if (wrong !== undefined) {
    return yield* new SettingsError({ problems: [`OUTGOING_ALLOW_PRIVATE wants address ranges such as 10.0.5.0/24, separated by commas, not ${wrong}.`] })
  }
  return ranges.map((range) => ipaddr.parseCIDR(range))
})
