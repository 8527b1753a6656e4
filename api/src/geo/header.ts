import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import { SettingsError } from "../settings/SettingsError.ts"
import { together } from "../settings/together.ts"
import { settingOf } from "../settings/values.ts"
import type { Variable } from "../settings/variables.ts"
import { Geo } from "./Geo.ts"

/** A header's name, which says what it holds: a connection keeps no others. */
const nameOf = Effect.fnUntraced(function*(variable: Variable) {
  const name = yield* settingOf(variable)
  if (name === undefined || /^[\w-]*(country|region|city)[\w-]*$/i.test(name)) return name
  return yield* new SettingsError({ problems: [`${variable} wants the name of a header that says country, region or city, as x-country, not ${name}.`] })
})

/** The names of the headers. */
export const headerSettings = together({ country: nameOf("GEO_COUNTRY_HEADER"), region: nameOf("GEO_REGION_HEADER"), city: nameOf("GEO_CITY_HEADER") })

/**
 * The place that a trusted proxy writes into its headers: `GEO_COUNTRY_HEADER` (default `cf-ipcountry`, Cloudflare's),
 * `GEO_REGION_HEADER` and `GEO_CITY_HEADER` (none unless set); a connection keeps headers whose names say country, region
 * or city. Cloudflare's `XX` and `T1` are no countries.
 */
export const layer = Layer.effect(Geo, Effect.gen(function*() {
  const { city, country = "cf-ipcountry", region } = yield* headerSettings
  return Geo.of({
    provider: "header",
    locate: ({ headers, isFromTrustedProxy }) => Effect.sync(() => {
      const of = (name: string | undefined) => name === undefined ? null : headers[name.toLowerCase()]?.slice(0, 100) || null
      const code = of(country)?.toUpperCase()
      if (!isFromTrustedProxy || code === undefined || !/^[A-Z]{2}$/.test(code) || code === "XX") return null
      return { countryCode: code, region: of(region), city: of(city), latitude: null, longitude: null }
    })
  })
}))
