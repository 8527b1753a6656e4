import * as Config from "effect/Config"
import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"

/** What one connection may ask of us. Sizes are bytes, times milliseconds. */
export interface Limits {
  /** The largest frame or HTTP body; every request fits many times. */
  readonly frameBytes: number
  /** How deep the JSON of a frame may nest. */
  readonly depth: number
  /** Requests in flight at once, streams included. */
  readonly inFlight: number
  /** Frames a second, over time; twice as many may come at once. */
  readonly framesPerSecond: number
  /** What may wait to be read by a slow client before it is told to resume. */
  readonly bufferBytes: number
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
    drainWithin: 30_000,
    heartbeat: 15_000,
    moveWithin: 4000,
    endWithin: 4000
  })
})

/** The limits with `RPC_FRAMES_PER_SECOND` (default 100), for whoever serves machines that speak through one socket. */
export const layer = Layer.effect(Limits, Effect.gen(function*() {
  const limits = yield* Limits
  return {
    ...limits,
    framesPerSecond: yield* Config.Int("RPC_FRAMES_PER_SECOND").pipe(Config.withDefault(limits.framesPerSecond))
  }
}))
