import { assert, describe, it } from "@effect/vitest"
import * as ConfigProvider from "effect/ConfigProvider"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import { Geo } from "./Geo.ts"
import * as header from "./header.ts"

const over = (values: Record<string, string> = {}) => header.layer.pipe(Layer.provide(ConfigProvider.layer(ConfigProvider.fromEnvRecord(values))))
const place = (headers: Readonly<Record<string, string>>, isFromTrustedProxy = true) => Geo.use(({ locate }) => locate({ address: "203.0.113.7", headers, isFromTrustedProxy }))
const nowhere = { region: null, city: null, latitude: null, longitude: null }

describe("Places from a proxy's headers", () => {
  it.effect("are believed of a trusted proxy alone: a visitor may write the same headers", () => Effect.gen(function*() {
    assert.deepStrictEqual(yield* place({ "cf-ipcountry": "fr" }), { countryCode: "FR", ...nowhere })
    assert.isNull(yield* place({ "cf-ipcountry": "FR" }, false))
  }).pipe(Effect.provide(over())))

  it.effect("are countries, and none where the proxy doesn't know one or the visitor comes through Tor", () => Effect.gen(function*() {
    for (const code of ["XX", "xx", "T1", "", "FRA", "F", "F\u0000"]) assert.isNull(yield* place({ "cf-ipcountry": code }), code)
    assert.isNull(yield* place({}))
  }).pipe(Effect.provide(over())))

  it.effect("come from the headers that are named, however long what stands there", () => Effect.gen(function*() {
    const found = yield* place({ "x-country": "PE", "x-region": "Lima", "x-city": "L".repeat(5_000), "cf-ipcountry": "FR" })
    assert.deepStrictEqual(found, { countryCode: "PE", region: "Lima", city: "L".repeat(100), latitude: null, longitude: null })
  }).pipe(Effect.provide(over({ GEO_COUNTRY_HEADER: "X-Country", GEO_REGION_HEADER: "x-region", GEO_CITY_HEADER: "x-city" }))))

  it.effect("are asked for by names that say what they are: no other header is read", () => Effect.gen(function*() {
    for (const name of ["cookie", "authorization", "x country"]) {
      const { problems } = yield* Effect.flip(Effect.scoped(Layer.build(over({ GEO_COUNTRY_HEADER: name }))))
      assert.include(problems[0], "GEO_COUNTRY_HEADER wants the name of a header", name)
    }
  }))
})
