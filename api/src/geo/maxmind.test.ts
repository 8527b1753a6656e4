import { assert, describe, it } from "@effect/vitest"
import * as ConfigProvider from "effect/ConfigProvider"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import { mkdtempSync, renameSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import path from "node:path"
import { Geo } from "./Geo.ts"
import * as layer from "./layer.ts"
import * as maxmind from "./maxmind.ts"
import { mmdb } from "../../../e2e/src/peers/mmdb.ts"

const lyon = {
  country: { iso_code: "FR", names: { en: "France" } },
  subdivisions: [{ iso_code: "ARA", names: { en: "Auvergne-Rhône-Alpes" } }],
  city: { names: { en: "Lyon" } },
  location: { latitude: 45.75, longitude: 4.85 }
}
const at = (address: string) => Geo.use(({ locate }) => locate({ address, headers: { "cf-ipcountry": "US" }, isFromTrustedProxy: true }))
const env = (values: Record<string, string>) => ConfigProvider.layer(ConfigProvider.fromUnknown(values))
const folder = () => mkdtempSync(path.join(tmpdir(), "cossistant-geo-"))

describe("Places from a file of MaxMind", () => {
  it.effect("are those of the address, never of a header; an unknown address has none", () => Effect.gen(function*() {
    const file = path.join(folder(), "city.mmdb")
    writeFileSync(file, mmdb({ "203.0.113": lyon, "198.51.100": { country: { iso_code: "PE" } }, "192.0.2": { continent: { code: "EU" } } }))
    yield* Effect.gen(function*() {
      assert.deepStrictEqual(yield* at("203.0.113.77"), { countryCode: "FR", region: "Auvergne-Rhône-Alpes", city: "Lyon", latitude: 45.75, longitude: 4.85 })
      assert.deepStrictEqual(yield* at("198.51.100.1"), { countryCode: "PE", region: null, city: null, latitude: null, longitude: null })
      for (const address of ["192.0.2.1", "127.0.0.1", "2001:db8::1", "", "not an address"]) assert.isNull(yield* at(address), address)
    }).pipe(Effect.provide(layer.layer.pipe(Layer.provide(env({ GEO_PROVIDER: "maxmind", MAXMIND_DB_PATH: file })))))
  }))

  it.live("follow a file that is replaced", () => Effect.gen(function*() {
    const file = path.join(folder(), "city.mmdb")
    writeFileSync(file, mmdb({ "203.0.113": lyon }))
    const { promise, resolve } = Promise.withResolvers<void>()
    yield* Effect.gen(function*() {
      assert.strictEqual((yield* at("203.0.113.1"))?.countryCode, "FR")
      writeFileSync(`${file}.new`, mmdb({ "203.0.113": { country: { iso_code: "DE" } } }))
      renameSync(`${file}.new`, file)
      yield* Effect.timeout(Effect.promise(() => promise), "10 seconds")
      assert.strictEqual((yield* at("203.0.113.1"))?.countryCode, "DE")
    }).pipe(Effect.provide(maxmind.layerWith({ lookEvery: 20, onReload: resolve }).pipe(Layer.provide(env({ MAXMIND_DB_PATH: file })))))
  }))

  it.effect("want a file that can be read, and say which", () => Effect.gen(function*() {
    const refusal = (values: Record<string, string>) => Effect.scoped(Effect.flip(Layer.build(maxmind.layer.pipe(Layer.provide(env(values))))))
    assert.include((yield* refusal({})).message, "MAXMIND_DB_PATH")
    const file = path.join(folder(), "city.mmdb")
    assert.include((yield* refusal({ MAXMIND_DB_PATH: file })).message, file)
    writeFileSync(file, "no database")
    assert.include((yield* refusal({ MAXMIND_DB_PATH: file })).message, "GeoLite2-City.mmdb")
  }))
})
