import type { Server } from "bun"
import * as Effect from "effect/Effect"
import type { Connections } from "./Connections.ts"
import { closeCodes } from "./closeCodes.ts"
import type { Limits } from "./Limits.ts"
import { Stopping } from "./Stopping.ts"
import type { Topics } from "./Topics.ts"

/** Milliseconds for the last words to reach the network. */
const flushWithin = 1000

/**
 * Lets the clients of this node go: subscribers are told to move at a random moment within `moveWithin`, and whoever
 * has stayed is cut off once everything asked for is answered, after `endWithin` more at most; sooner where the program's
 * deadline is.
 */
export const drain = (
  connections: Connections["Service"],
  topics: Topics["Service"],
  limits: Limits,
  host: Pick<Server<unknown>, "pendingRequests" | "pendingWebSockets">
): Effect.Effect<void> =>
  Effect.gen(function*() {
    const { within } = yield* Stopping
    const everyone = () => [...connections.peers.values()]
    const streams = () => everyone().filter(({ connection }) => connection.transport === "stream").length
    const isAnswered = () => host.pendingRequests <= streams() && everyone().every(({ isIdle }) => isIdle)
    yield* topics.publishToAll(JSON.stringify({ _tag: "Move", withinMs: limits.moveWithin }))
    yield* until(() => everyone().every(({ subscriptions }) => subscriptions.size === 0), within("people", limits.moveWithin))
    yield* until(isAnswered, within("people", limits.endWithin))
    for (const { outlet } of everyone()) outlet.close(closeCodes.goingAway, "server stops")
    yield* until(() => host.pendingRequests === 0 && host.pendingWebSockets === 0, within("work", flushWithin))
  })

const until = (done: () => boolean, withinMs: number) =>
  Effect.sleep(20).pipe(
    Effect.repeat({ while: () => !done() }),
    Effect.when(Effect.sync(() => !done())),
    Effect.timeoutOption(withinMs),
    Effect.asVoid
  )
