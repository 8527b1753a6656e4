import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import { randomBytes } from "node:crypto"
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import path from "node:path"
import { kill, pid } from "node:process"
import { unwritable } from "../settings/dataFolder.ts"
import { StartProgress } from "../sql/DatabaseAddress.ts"
import { type FileLock, openLock } from "./fileLock.ts"
import { processStart } from "./processStart.ts"

interface Owner {
  readonly pid: number
  /** When that process began: a later one may have its pid. */
  readonly started: string
  readonly host: string
  readonly port: number
  readonly nonce: string
}

const RunFile = Schema.fromJsonString(Schema.Struct({
  pid: Schema.Int, started: Schema.String, host: Schema.String, port: Schema.Int, nonce: Schema.String
}))

/** The data folder can't be written to, so neither database nor files can be kept there. */
export class FolderUnwritable extends Schema.TaggedError<FolderUnwritable>()("FolderUnwritable", {
  folder: Schema.String,
  reason: Schema.String
}) {
  override get message(): string {
    return unwritable(this.folder, this.reason)
  }
}

/** Another running program owns the data folder and didn't end when asked to; no `pid` where it can't be seen from here. */
export class FolderInUse extends Schema.TaggedError<FolderInUse>()("FolderInUse", {
  folder: Schema.String,
  pid: Schema.UndefinedOr(Schema.Int)
}) {
  override get message(): string {
    return this.pid === undefined
      ? `Another program is using the data folder ${this.folder}, maybe in a container of its own. Stop it, or set DATA_DIR to another folder.`
      : `Process ${this.pid} is using the data folder ${this.folder} and didn't stop when asked to. Stop it (kill ${this.pid}), then start again.`
  }
}

const fileOf = (dataDir: string) => path.join(dataDir, "run.json")
const lockOf = (dataDir: string) => path.join(dataDir, "run.lock")

/** Longer than a drain and the end of a database may take together. */
const [patience, pollEvery] = [30_000, "100 millis"] as const

/** The program that owns `dataDir` now and answers with its nonce where it listens; undefined when there is none. */
export const running = Effect.fnUntraced(function*(dataDir: string) {
  const owner = yield* ownerOf(dataDir)
  return owner !== undefined && (yield* answers(owner)) ? owner : undefined
})

/**
 * Makes this process the owner of `dataDir` for the scope. The lock on `run.lock` is the ownership itself; `run.json` (pid,
 * address, nonce) says whose it is. An owner that lives is asked to stop and waited for, one that is ending is waited for;
 * what a crash left is replaced.
 */
export const own = Effect.fn("RunFile.own")(function*(dataDir: string, address: { readonly host: string; readonly port: number }) {
  const owner: Owner = { pid, started: processStart(pid) ?? "", ...address, nonce: randomBytes(16).toString("base64url") }
  const writing = <A>(write: () => A) => Effect.try({
    try: write,
    catch: (cause) => new FolderUnwritable({ folder: dataDir, reason: cause instanceof Error ? cause.message : String(cause) })
  })
  const lock = yield* Effect.acquireRelease(
    writing(() => (mkdirSync(dataDir, { recursive: true }), openLock(lockOf(dataDir)))),
    (lock) => Effect.sync(lock.close)
  )
  yield* takeOver(lock, dataDir)
  yield* Effect.acquireRelease(
    writing(() => writeFileSync(fileOf(dataDir), JSON.stringify(owner), { mode: 0o600 })),
    () => Effect.flatMap(read(dataDir), (found) =>
      found?.nonce === owner.nonce ? Effect.sync(() => rmSync(fileOf(dataDir), { force: true })) : Effect.void)
  )
  return { nonce: owner.nonce }
})

/** Returns once the lock is ours alone. */
const takeOver = Effect.fnUntraced(function*(lock: FileLock, dataDir: string) {
  const tell = yield* StartProgress
  const giveUpAt = (yield* Clock.currentTimeMillis) + patience
  const asked = new Set<number>()
  while (!lock.take("alone")) {
    const owner = yield* ownerOf(dataDir)
    if ((yield* Clock.currentTimeMillis) > giveUpAt) return yield* new FolderInUse({ folder: dataDir, pid: owner?.pid })
    if (owner !== undefined && owner.pid !== pid && !asked.has(owner.pid)) {
      asked.add(owner.pid)
      yield* tell(`Waiting for the program that is already running here (process ${owner.pid}) to end; it was asked to stop`)
      // It may end by itself at this very moment.
      yield* Effect.ignore(Effect.try(() => kill(owner.pid, "SIGTERM")))
    }
    yield* Effect.sleep(pollEvery)
  }
})

const read = (dataDir: string): Effect.Effect<Owner | undefined> =>
  Effect.try(() => readFileSync(fileOf(dataDir), "utf8")).pipe(
    Effect.flatMap(Schema.decodeUnknownEffect(RunFile)),
    Effect.orElseSucceed(() => undefined)
  )

/** Whom run.json names, if that very process lives and can be seen from here. */
const ownerOf = (dataDir: string) =>
  Effect.map(read(dataDir), (owner) => owner !== undefined && processStart(owner.pid) === owner.started ? owner : undefined)

/** Every address of a machine is reached at one of its own. */
const reachable: Readonly<Record<string, string>> = { "0.0.0.0": "127.0.0.1", "::": "[::1]" }

const answers = ({ host, nonce, port }: Owner) => {
  const name = reachable[host] ?? (host.includes(":") ? `[${host}]` : host)
  return Effect.tryPromise((signal) =>
    fetch(`http://${name}:${port}/run`, { signal, headers: { authorization: `Bearer ${nonce}` } }).then((reply) => reply.text())).pipe(
    Effect.timeout("3 seconds"),
    Effect.map((text) => text === nonce),
    Effect.orElseSucceed(() => false)
  )
}
