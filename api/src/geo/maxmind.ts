import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Schedule from "effect/Schedule"
import type { CityResponse, Reader } from "maxmind"
import { accessSync, constants } from "node:fs"
import { stat } from "node:fs/promises"
import { SettingsError } from "../settings/SettingsError.ts"
import { settingOf } from "../settings/values.ts"
import { Geo, type Place } from "./Geo.ts"

/** How often a new file is looked for, in milliseconds. */
const lookEvery = 60_000

const unreadable = (file: string) => (cause: unknown) => new SettingsError({
  problems: [`MAXMIND_DB_PATH=${file} can't be read as a MaxMind database (${cause instanceof Error ? cause.message : String(cause)}). Download GeoLite2-City.mmdb there, or set GEO_PROVIDER=none.`]
})

/** Where the file lies; there is one that can be read. */
export const fileSetting = Effect.flatMap(settingOf("MAXMIND_DB_PATH"), (file) => file === undefined
  ? new SettingsError({ problems: ["GEO_PROVIDER=maxmind needs MAXMIND_DB_PATH, the path of a GeoLite2-City.mmdb. Set it, or GEO_PROVIDER=none."] })
  : Effect.as(Effect.try({ try: () => accessSync(file, constants.R_OK), catch: unreadable(file) }), file))

/**
 * Places from a file of MaxMind on this machine, GeoLite2 or GeoIP2 City or Country (https://dev.maxmind.com/geoip/docs/databases/city-and-country):
 * `MAXMIND_DB_PATH`. No address leaves the server. A file that is replaced is read anew within a minute; while it can't be read the
 * old one goes on.
 */
export const layerWith = (options: { readonly lookEvery: number; readonly onReload?: () => void }) => Layer.effect(Geo, Effect.gen(function*() {
  const file = yield* fileSetting
  const open = Effect.tryPromise({
    try: async (): Promise<Reader<CityResponse>> => (await import("maxmind")).open<CityResponse>(file, { cache: { max: 2000 } }),
    catch: unreadable(file)
  })
  // Taken before the file is read: one that is replaced in between is read twice rather than never.
  let read = yield* version(file)
  let reader = yield* open
  const look = Effect.gen(function*() {
    const now = yield* version(file)
    if (now === undefined || now === read) return
    read = now // Also of one that can't be read: it is told of once.
    reader = yield* open
    options.onReload?.()
  }).pipe(Effect.catch((error) => Effect.logWarning("The places' file can't be read; the old one goes on", error)))
  yield* Effect.forkScoped(Effect.repeat(look, Schedule.spaced(options.lookEvery)))
  return Geo.of({
    provider: "maxmind",
    locate: ({ address }) => Effect.sync(() => placeOf(reader, address))
  })
}))

export const layer = layerWith({ lookEvery })

/** What differs between a file and the one that took its place; undefined where there is none. */
const version = (file: string) => Effect.promise(() =>
  stat(file).then(({ ino, mtimeMs, size }) => `${ino} ${mtimeMs} ${size}`, () => undefined))

const placeOf = (reader: Reader<CityResponse>, address: string): Place | null => {
  let found: CityResponse | null
  try {
    found = reader.get(address)
  } catch {
    return null // What is no address, or an IPv6 one in a file of IPv4, has no place.
  }
  const countryCode = found?.country?.iso_code
  if (found === null || countryCode === undefined) return null
  return {
    countryCode,
    region: found.subdivisions?.[0]?.names.en ?? null,
    city: found.city?.names.en ?? null,
    latitude: found.location?.latitude ?? null,
    longitude: found.location?.longitude ?? null
  }
}
