import { NodeFileSystem } from "@effect/platform-node"
import { FileRefused } from "@cossistant/core/uploads/Upload"
import * as Clock from "effect/Clock"
import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as FileSystem from "effect/FileSystem"
import * as Layer from "effect/Layer"
import * as Option from "effect/Option"
import * as Redacted from "effect/Redacted"
import * as Schema from "effect/Schema"
import * as Stream from "effect/Stream"
import { randomUUID } from "node:crypto"
import { rmdir } from "node:fs/promises"
import path from "node:path"
import { Settings } from "../settings/Settings.ts"
import { typeOfKey } from "./fileKey.ts"
import { makeGrantSignature } from "./grantSignature.ts"
import type { Arrived, Ticket } from "./Storage.ts"

/** The grant isn't ours, was altered, has expired or was used already. */
export class GrantRefused extends Schema.TaggedError<GrantRefused>()("GrantRefused", {}, { httpApiStatus: 403 }) {}

/** The disk doesn't take it: full, read only, or not ours to write. `reason` is the system's. */
export class DiskRefused extends Schema.TaggedError<DiskRefused>()("DiskRefused", { reason: Schema.String }) {}

/** Files in `DATA_DIR`: what arrives stands apart from what was kept, so that only the latter can be read. */
export class DiskFiles extends Context.Service<DiskFiles, {
  readonly sign: (ticket: Ticket) => string
  /** Takes a file in whole or not at all, and each grant once. `mediaType` is the request's own. */
  readonly receive: <E>(
    request: { readonly key: string; readonly mediaType: string; readonly grant: string },
    bytes: Stream.Stream<Uint8Array, E>
  ) => Effect.Effect<void, GrantRefused | FileRefused | DiskRefused | E>
  /** A kept file; undefined when there is none. `part` is `length` bytes from `offset`, read when it is sent. */
  readonly open: (key: string) => Effect.Effect<{
    readonly size: number
    readonly mediaType: string
    readonly part: (offset: number, length: number) => Blob
  } | undefined>
  readonly arrived: (key: string) => Effect.Effect<Arrived | undefined>
  readonly keep: (key: string) => Effect.Effect<void>
  /** Stores a file whole, kept at once. */
  readonly put: (key: string, bytes: Uint8Array) => Effect.Effect<void>
  /** All of a kept file. */
  readonly read: (key: string) => Effect.Effect<Uint8Array | undefined>
  /** Removes a key, whose grant takes no other file, or all below a prefix that ends in `/`. */
  readonly remove: (keyOrPrefix: string) => Effect.Effect<void>
  /** Removes what arrived before this moment (ms since 1970) and wasn't kept; gives how many files. */
  readonly removeArrived: (before: number) => Effect.Effect<number>
}>()("api/storage/DiskFiles") {
  static readonly layer = Layer.effect(DiskFiles, Effect.suspend(() => make)).pipe(Layer.provide(NodeFileSystem.layer))
}

/** The system's own, which stand in the error's cause. */
const wordsOf = (error: unknown): string => error instanceof Error ? error.cause instanceof Error ? error.cause.message : error.message : String(error)

const refusedByDisk = (error: unknown) => Effect.fail(new DiskRefused({ reason: wordsOf(error) }))

const make = Effect.gen(function*() {
  const { dataDir, secrets } = yield* Settings
  const files = yield* FileSystem.FileSystem
  const { sign, verify } = makeGrantSignature(Redacted.value(secrets.encryption))
  const arriving = (key: string) => path.join(dataDir, "uploads", key)
  const kept = (key: string) => path.join(dataDir, "files", key)
  // Stands where a file arrived and was removed, until it is swept: long after the grant is over. No file of ours is called so.
  const spent = (key: string) => path.join(path.dirname(arriving(key)), "spent")

  const sizeOf = (file: string) =>
    files.stat(file).pipe(
      Effect.map(({ size }) => Number(size)),
      Effect.catchReason("PlatformError", "NotFound", () => Effect.undefined),
      Effect.orDie
    )
  const isThere = (file: string) => Effect.orDie(files.exists(file))
  const headOf = (file: string) => Effect.promise(() => Bun.file(file).slice(0, 4096).bytes())

  return DiskFiles.of({
    sign,
    receive: Effect.fn("DiskFiles.receive")(function*(request, bytes) {
      const { key } = request
      const ticket = typeOfKey(key) === undefined ? undefined : verify({ ...request, now: yield* Clock.currentTimeMillis })
      const wasSpent = Effect.zipWith(isThere(spent(key)), isThere(kept(key)), (isSpent, isKept) => isSpent || isKept)
      if (ticket === undefined || (yield* isThere(arriving(key))) || (yield* wasSpent)) return yield* new GrantRefused()
      const part = `${arriving(key)}.${randomUUID()}`
      yield* Effect.catchTag(files.makeDirectory(path.dirname(part), { recursive: true }), "PlatformError", refusedByDisk)
      let received = 0
      const counted = Stream.tap(bytes, (chunk) =>
        (received += chunk.length) > ticket.size ? Effect.fail(new FileRefused({ reason: "size_differs" })) : Effect.void)
      yield* Stream.run(counted, files.sink(part, { flag: "wx" })).pipe(
        Effect.catchTag("PlatformError", refusedByDisk),
        Effect.andThen(Effect.suspend(() =>
          received === ticket.size ? Effect.void : Effect.fail(new FileRefused({ reason: "size_differs" })))),
        // Of two that send the same grant at once, one makes the link.
        Effect.andThen(files.link(part, arriving(key)).pipe(
          Effect.catchReason("PlatformError", "AlreadyExists", () => Effect.fail(new GrantRefused())),
          Effect.catchTag("PlatformError", refusedByDisk)
        )),
        // Another one arrived while this was on its way, and was kept or removed already.
        Effect.andThen(Effect.flatMap(wasSpent, (isSpent) =>
          isSpent ? Effect.andThen(Effect.orDie(files.remove(arriving(key), { force: true })), Effect.fail(new GrantRefused())) : Effect.void)),
        Effect.ensuring(Effect.ignore(files.remove(part)))
      )
    }),
    open: Effect.fn("DiskFiles.open")(function*(key) {
      const mediaType = typeOfKey(key)
      const size = mediaType === undefined ? undefined : yield* sizeOf(kept(key))
      if (mediaType === undefined || size === undefined) return undefined
      return { size, mediaType, part: (offset, length) => Bun.file(kept(key)).slice(offset, offset + length) }
    }),
    arrived: Effect.fn("DiskFiles.arrived")(function*(key) {
      for (const file of [arriving(key), kept(key)]) {
        const size = yield* sizeOf(file)
        if (size !== undefined) return { size, head: yield* headOf(file), mark: "" }
      }
      return undefined
    }),
    keep: Effect.fn("DiskFiles.keep")(function*(key) {
      yield* files.makeDirectory(path.dirname(kept(key)), { recursive: true })
      // Gone when it was kept a moment ago.
      yield* files.rename(arriving(key), kept(key)).pipe(Effect.catchReason("PlatformError", "NotFound", () => Effect.void))
    }, Effect.orDie),
    put: Effect.fn("DiskFiles.put")(function*(key, bytes) {
      const part = `${kept(key)}.${randomUUID()}`
      yield* files.makeDirectory(path.dirname(part), { recursive: true })
      yield* files.writeFile(part, bytes)
      yield* files.rename(part, kept(key))
    }, Effect.orDie),
    read: (key) => files.readFile(kept(key)).pipe(
      Effect.catchReason("PlatformError", "NotFound", () => Effect.undefined),
      Effect.orDie
    ),
    remove: Effect.fn("DiskFiles.remove")(function*(key) {
      if (key.endsWith("/")) {
        yield* files.remove(arriving(key), { recursive: true, force: true })
        return yield* files.remove(kept(key), { recursive: true, force: true })
      }
      // First the mark: whoever sends the same grant meets it after the file stands, or the file is removed here.
      if (yield* files.exists(path.dirname(arriving(key)))) yield* files.writeFile(spent(key), new Uint8Array())
      yield* files.remove(arriving(key), { force: true })
      // A key has its folder to itself.
      yield* files.remove(path.dirname(kept(key)), { recursive: true, force: true })
    }, Effect.orDie),
    removeArrived: Effect.fn("DiskFiles.removeArrived")(function*(before) {
      const root = path.join(dataDir, "uploads")
      if (!(yield* files.exists(root))) return 0
      let removed = 0
      // What stands deeper first, so that a folder is looked at after what was in it.
      for (const name of (yield* files.readDirectory(root, { recursive: true })).sort().reverse()) {
        const found = yield* files.stat(path.join(root, name)).pipe(Effect.catchReason("PlatformError", "NotFound", () => Effect.undefined))
        if (found === undefined || Option.getOrElse(found.mtime, () => new Date(0)).getTime() >= before) continue
        if (found.type === "Directory") {
          // Only an empty one goes.
          yield* Effect.promise(() => rmdir(path.join(root, name)).catch(() => undefined))
        } else {
          yield* files.remove(path.join(root, name), { force: true })
          removed++
        }
      }
      return removed
    }, Effect.orDie)
  })
})
