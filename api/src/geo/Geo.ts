import * as Context from "effect/Context"
import type * as Effect from "effect/Effect"

/** Where a visitor seems to be. `countryCode` is ISO 3166-1 alpha-2 in capitals. */
export interface Place {
  readonly countryCode: string
  readonly region: string | null
  readonly city: string | null
  /** Degrees; null where the source has none. */
  readonly latitude: number | null
  readonly longitude: number | null
}

/** What a request shows of its sender: the address `ClientAddress` gives, the peer it came from, and its headers. */
export interface Sender {
  readonly address: string
  /** Whether the peer is one of `TRUSTED_PROXIES`; only such a peer's headers count. */
  readonly isFromTrustedProxy: boolean
  /** By lower-case name. */
  readonly headers: { readonly [name: string]: string | undefined }
}

/** Finds the place of visitors, or doesn't. */
export class Geo extends Context.Service<Geo, {
  readonly provider: "none" | "maxmind" | "header"
  readonly locate: (sender: Sender) => Effect.Effect<Place | null>
}>()("api/geo/Geo") {}
