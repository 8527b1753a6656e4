import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import { openLock } from "../run/fileLock.ts"
import { FolderUnusable, StopUnending } from "./EmbeddedPostgresError.ts"

const [patience, pollEvery] = [20_000, "20 millis"] as const

/**
 * Makes the caller one of those who use the server of this folder, for the scope: the program, or a tool beside it. All of
 * them share a lock, so that whoever leaves knows whether somebody stays, and a server is never stopped under anyone.
 * Waits while the last of those before is stopping it.
 */
export const joinUsers = Effect.fn("embedded.joinUsers")(function*(folder: string) {
  const file = `${folder}.lock`
  const lock = yield* Effect.acquireRelease(
    Effect.try({
      try: () => openLock(file),
      catch: (error) => new FolderUnusable({ folder: file, reason: error instanceof Error ? error.message : String(error) })
    }),
    (lock) => Effect.sync(lock.close)
  )
  const cameFirst = lock.take("alone")
  const giveUpAt = (yield* Clock.currentTimeMillis) + patience
  while (!lock.take("shared")) {
    if ((yield* Clock.currentTimeMillis) > giveUpAt) return yield* new StopUnending({ folder })
    yield* Effect.sleep(pollEvery)
  }
  return {
    /** Whether nobody used the server then. */
    cameFirst,
    /** Does `last` unless somebody else uses the server; nobody joins meanwhile. */
    leave: <R>(last: Effect.Effect<void, never, R>) => Effect.suspend(() => lock.take("alone") ? last : Effect.void)
  }
})
