import * as Effect from "effect/Effect"
import { SettingsError } from "../settings/SettingsError.ts"
import { isOn, settingOf } from "../settings/values.ts"

export interface TinybirdSettings {
  /** Without a slash at its end. */
  readonly host: string
  /** May append to the data sources. */
  readonly token: string
  readonly workspace: string
  readonly signingKey: string
  /** Whether screens show any of it. */
  readonly isShown: boolean
}

/** Tinybird's settings; every one that is missing is named at once. */
export const tinybirdSettings = Effect.gen(function*() {
  const cause = (yield* settingOf("TINYBIRD_ENABLED")) === undefined ? "TINYBIRD_ENABLED is not set, which means Tinybird" : "TINYBIRD_ENABLED=true asks for Tinybird"
  const [host, token, workspace, signingKey] = yield* Effect.all([
    settingOf("TINYBIRD_HOST"), settingOf("TINYBIRD_TOKEN"), settingOf("TINYBIRD_WORKSPACE"), settingOf("TINYBIRD_SIGNING_KEY")
  ])
  const missing = Object.entries({ TINYBIRD_HOST: host, TINYBIRD_TOKEN: token, TINYBIRD_WORKSPACE: workspace }).flatMap(([name, value]) => value === undefined ? [name] : [])
  const address = URL.parse(host ?? "")
  if (host !== undefined && (address === null || !/^https?:$/.test(address.protocol))) missing.push("TINYBIRD_HOST (an address such as https://api.tinybird.co)")
  if (host === undefined || token === undefined || workspace === undefined || missing.length > 0) {
    return yield* new SettingsError({
      problems: [`${cause}. It needs ${missing.join(", ")}. Set TINYBIRD_ENABLED=false to do without; ANALYTICS_PROVIDER=postgres computes figures in the database.`]
    })
  }
  const settings: TinybirdSettings = {
    host: host.replace(/\/+$/, ""), token, workspace, signingKey: signingKey ?? token, isShown: yield* isOn("NEXT_PUBLIC_TINYBIRD_ENABLED")
  }
  return settings
})
