import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import { settingOf } from "../settings/values.ts"
import { Geo } from "./Geo.ts"

/**
 * The place that a trusted proxy writes into its headers: `GEO_COUNTRY_HEADER` (default `cf-ipcountry`, Cloudflare's),
 * `GEO_REGION_HEADER` and `GEO_CITY_HEADER` (none unless set); a connection keeps headers whose names say country, region
 * or city. Cloudflare's `XX` and `T1` are no countries.
 */
export const layer = Layer.effect(Geo, Effect.gen(function*() {
  const country = (yield* settingOf("GEO_COUNTRY_HEADER")) ?? "cf-ipcountry"
  const region = yield* settingOf("GEO_REGION_HEADER")
  const city = yield* settingOf("GEO_CITY_HEADER")
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
