import * as Context from "effect/Context"
import type * as Effect from "effect/Effect"

/** One file that a browser may send: exactly this size in bytes and this type, until `expiresAt` (ms since 1970). */
export interface Ticket {
  readonly key: string
  readonly size: number
  readonly mediaType: string
  readonly expiresAt: number
}

/**
 * Where files live. Keys look like `<organisation>/<site>/<conversation>/<128 random bits>/<name>`; a browser sends
 * straight to the storage, and what it sent can be read only after `keep`. A storage that doesn't answer is a defect.
 */
export class Storage extends Context.Service<Storage, {
  readonly provider: "disk" | "s3"
  /** The public address of a kept file. */
  readonly urlOf: (key: string) => string
  /** How to PUT the file, once: everything the ticket says is signed. */
  readonly grant: (ticket: Ticket) => Effect.Effect<{
    readonly url: string
    readonly headers: { readonly [name: string]: string }
  }>
  /** Size and first 4 KB of what arrived, kept or not; undefined when nothing did. */
  readonly inspect: (key: string) => Effect.Effect<{ readonly size: number; readonly head: Uint8Array } | undefined>
  /** Makes what arrived readable; once more changes nothing. */
  readonly keep: (key: string) => Effect.Effect<void>
  /** Removes a file, kept or not; one that isn't there is fine. */
  readonly remove: (key: string) => Effect.Effect<void>
  /** Removes everything below a prefix that ends in `/`. */
  readonly removeAll: (prefix: string) => Effect.Effect<void>
}>()("api/storage/Storage") {}
