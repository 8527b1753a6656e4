import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import { wholeNumber } from "../settings/values.ts"

/** What one connection or caller may ask of us. Sizes are bytes, times milliseconds. */
export interface Limits {
  /** The largest frame or HTTP body; every request fits many times. */
  readonly frameBytes: number
  /** How deep the JSON of a frame may nest. */
  readonly depth: number
  /** Requests in flight at once, streams included. */
  readonly inFlight: number
  /** Frames a second of one connection, and requests of one visitor over all of its; over time, twice as many may come at once. */
  readonly framesPerSecond: number
  /** What may wait to be read by a slow client before it is told to resume. */
  readonly bufferBytes: number
  /** What may wait to be read by all slow clients of a node together. */
  readonly backlogBytes: number
  /** What one caller's POSTs may be answered with at once; an eighth of it comes back each second. */
  readonly repliesBytes: number
  /** How long a slow client may take to read what waits. */
  readonly drainWithin: number
  /** Pause between two signs of life on a silent HTTP stream. */
  readonly heartbeat: number
  /** When the server stops: how long subscribers have to move, and after that requests to end. */
  readonly moveWithin: number
  readonly endWithin: number
}

export const Limits = Context.Reference<Limits>("api/realtime/Limits", {
  defaultValue: () => ({
    frameBytes: 128 * 1024,
    depth: 24,
    inFlight: 64,
    framesPerSecond: 100,
    bufferBytes: 512 * 1024,
    backlogBytes: 128 * 1024 * 1024,
    repliesBytes: 8 * 1024 * 1024,
    drainWithin: 30_000,
    heartbeat: 15_000,
    moveWithin: 4000,
    endWithin: 4000
  })
})

/** `RPC_FRAMES_PER_SECOND`, else what the limits say. */
export const framesPerSecond = (usual: Pick<Limits, "framesPerSecond">) => wholeNumber("RPC_FRAMES_PER_SECOND", usual.framesPerSecond)

/** The limits with `RPC_FRAMES_PER_SECOND` (default 100), for whoever serves machines that speak as one visitor or through one socket. */
export const layer = Layer.effect(Limits, Effect.gen(function*() {
  const limits = yield* Limits
  return {
    ...limits,
    framesPerSecond: yield* framesPerSecond(limits)
  }
}))
