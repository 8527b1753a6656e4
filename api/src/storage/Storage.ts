import * as Context from "effect/Context"
import type * as Effect from "effect/Effect"

/** One file that a browser may send: exactly this size in bytes and this type, until `expiresAt` (ms since 1970). */
export interface Ticket {
  readonly key: string
  readonly size: number
  readonly mediaType: string
  readonly expiresAt: number
}

/** What was found of a file: its size, its first 4 KB, and a mark that another file under the same key wouldn't have. */
export interface Arrived {
  readonly size: number
  readonly head: Uint8Array
  readonly mark: string
}

/**
 * Where files live. Keys look like `<organisation>/<site>/<entity>/<128 random bits>/<name>`, with `cdn/` before them when a
 * CDN may serve them; a browser sends straight to the storage, and what it sent can be read only after `keep`. A storage that
 * doesn't answer is a defect.
 */
export class Storage extends Context.Service<Storage, {
  readonly provider: "disk" | "s3"
  /** The address of a kept file, which stays the same. */
  readonly urlOf: (key: string) => string
  /** Where a kept file can be read right now: its address, or a signed one that soon expires. */
  readonly readAt: (key: string) => Effect.Effect<string>
  /** Origins beside our own that browsers send files to and read them from; for the policies of our pages. */
  readonly origins: Effect.Effect<{ readonly send: ReadonlyArray<string>; readonly read: ReadonlyArray<string> }>
  /** How long a grant lasts, in ms. */
  readonly grantedFor: Effect.Effect<number>
  /** How to PUT the file: everything the ticket says is signed. Nothing sent after `keep` changes what was kept. */
  readonly grant: (ticket: Ticket) => Effect.Effect<{
    readonly url: string
    readonly headers: { readonly [name: string]: string }
  }>
  /** What arrived, kept or not; undefined when nothing did. */
  readonly inspect: (key: string) => Effect.Effect<Arrived | undefined>
  /** Makes what was looked at readable, as this type; once more changes nothing. False when something else stands there now. */
  readonly keep: (key: string, seen: { readonly mark: string; readonly mediaType: string }) => Effect.Effect<boolean>
  /** Stores a file of the server's own making, readable at once. */
  readonly put: (file: { readonly key: string; readonly mediaType: string; readonly bytes: Uint8Array }) => Effect.Effect<void>
  /** All of a file that was put or kept; undefined when there is none. */
  readonly read: (key: string) => Effect.Effect<Uint8Array | undefined>
  /** Removes a file, kept or not; one that isn't there is fine. */
  readonly remove: (key: string) => Effect.Effect<void>
  /** Removes everything below a prefix that ends in `/`. */
  readonly removeAll: (prefix: string) => Effect.Effect<void>
  /** Removes what arrived before this moment (ms since 1970) and was never kept; gives how many. */
  readonly removeArrived: (before: number) => Effect.Effect<number>
}>()("api/storage/Storage") {}
