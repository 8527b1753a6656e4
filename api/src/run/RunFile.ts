import * as Effect from "effect/Effect"
import * as Schedule from "effect/Schedule"
import * as Schema from "effect/Schema"
import { randomBytes } from "node:crypto"
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import path from "node:path"
import { kill, pid } from "node:process"

const RunFile = Schema.fromJsonString(Schema.Struct({ pid: Schema.Int, port: Schema.Int, nonce: Schema.String }))

/** The data folder can't be written to, so neither database nor files can be kept there. */
export class FolderUnwritable extends Schema.TaggedError<FolderUnwritable>()("FolderUnwritable", {
  folder: Schema.String,
  reason: Schema.String
}) {
  override get message(): string {
    return `The data folder ${this.folder} can't be written to (${this.reason}). Give this user the right to, or set DATA_DIR to another folder.`
  }
}

/** Another running program owns the data folder and didn't end when asked to. */
export class FolderInUse extends Schema.TaggedError<FolderInUse>()("FolderInUse", {
  folder: Schema.String,
  pid: Schema.Int
}) {
  override get message(): string {
    return `Process ${this.pid} is using the data folder ${this.folder} and didn't stop when asked to. Stop it (kill ${this.pid}), then start again.`
  }
}

const fileOf = (dataDir: string) => path.join(dataDir, "run.json")

/** The program that owns `dataDir` now, proven by the nonce it answers with at its port; undefined when there is none. */
export const running = Effect.fnUntraced(function*(dataDir: string) {
  const run = yield* Effect.try(() => readFileSync(fileOf(dataDir), "utf8")).pipe(
    Effect.flatMap(Schema.decodeUnknownEffect(RunFile)),
    Effect.orElseSucceed(() => undefined)
  )
  return run !== undefined && (yield* answers(run)) ? run : undefined
})

/**
 * Makes this process the owner of `dataDir` for the scope, in `run.json` (pid, port, nonce). A live owner, proven by the
 * nonce it answers with at its port, is asked to stop and waited for; a file left by a crash is replaced.
 */
export const own = Effect.fn("RunFile.own")(function*(dataDir: string, port: number) {
  const nonce = randomBytes(16).toString("base64url")
  yield* Effect.try({
    try: () => {
      mkdirSync(dataDir, { recursive: true })
      writeFileSync(path.join(dataDir, ".writable"), "")
      rmSync(path.join(dataDir, ".writable"))
    },
    catch: (cause) => new FolderUnwritable({ folder: dataDir, reason: cause instanceof Error ? cause.message : String(cause) })
  })
  const before = yield* running(dataDir)
  if (before !== undefined) {
    yield* Effect.logInfo(`Asking the program that is already running here (process ${before.pid}) to stop.`)
    yield* Effect.sync(() => kill(before.pid, "SIGTERM"))
    yield* Effect.sync(() => isAlive(before.pid)).pipe(
      Effect.repeat({ while: (alive) => alive, schedule: Schedule.spaced("100 millis") }),
      Effect.timeoutOrElse({ duration: "15 seconds", orElse: () => Effect.fail(new FolderInUse({ folder: dataDir, pid: before.pid })) })
    )
  }
  yield* Effect.acquireRelease(
    Effect.sync(() => writeFileSync(fileOf(dataDir), JSON.stringify({ pid, port, nonce }), { mode: 0o600 })),
    () => Effect.sync(() => rmSync(fileOf(dataDir), { force: true }))
  )
  return { nonce }
})

/** Whether the file's process still serves there: a pid alone may have been given to another program since. */
const answers = (run: { readonly pid: number; readonly port: number; readonly nonce: string }) =>
  isAlive(run.pid)
    ? Effect.tryPromise((signal) => fetch(`http://127.0.0.1:${run.port}/run`, { signal }).then((reply) => reply.text())).pipe(
      Effect.timeout("3 seconds"),
      Effect.map((text) => text === run.nonce),
      Effect.orElseSucceed(() => false)
    )
    : Effect.succeed(false)

const isAlive = (pid: number): boolean => {
  try {
    return kill(pid, 0)
  } catch {
    return false
  }
}
