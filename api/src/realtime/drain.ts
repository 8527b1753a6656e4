import * as Effect from "effect/Effect"
import type { Connections } from "./Connections.ts"
import { closeCodes } from "./closeCodes.ts"
import type { Limits } from "./Limits.ts"
import type { Topics } from "./Topics.ts"

/**
 * Lets the clients of this node go: subscribers are told to move at a random moment within `moveWithin`, and whoever
 * has stayed is cut off once its requests are answered and `othersAreDone`, after `endWithin` more at most.
 */
export const drain = (
  connections: Connections["Service"],
  topics: Topics["Service"],
  limits: Limits,
  othersAreDone: () => boolean
): Effect.Effect<void> =>
  Effect.gen(function*() {
    const everyone = () => [...connections.peers.values()]
    yield* topics.publishToAll(JSON.stringify({ _tag: "Move", withinMs: limits.moveWithin }))
    yield* until(() => everyone().every(({ subscriptions }) => subscriptions.size === 0), limits.moveWithin)
    yield* until(() => othersAreDone() && everyone().every(({ isIdle }) => isIdle), limits.endWithin)
    for (const { outlet } of everyone()) outlet.close(closeCodes.goingAway, "server stops")
  })

const until = (done: () => boolean, withinMs: number) =>
  Effect.sleep(20).pipe(
    Effect.repeat({ while: () => !done() }),
    Effect.when(Effect.sync(() => !done())),
    Effect.timeoutOption(withinMs),
    Effect.asVoid
  )
