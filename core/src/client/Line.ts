import type { ServerFrame } from "./frames.ts"
import type { Platform } from "./Platform.ts"

/** A subscription that outlives connections: asked for again on every new line, with its newest payload. */
export interface OpenStream {
  readonly id: number
  readonly tag: string
  readonly payload: () => unknown
  readonly poll: () => Promise<ReadonlyArray<unknown>>
  readonly onValue: (value: unknown) => void
  readonly onEnd: (error: { readonly _tag: string }) => void
}

/** Why a line ended: cut (try again), blocked (something between swallows this transport), refused (give up). */
export type Loss = { readonly _tag: "Cut" | "Blocked" } | {
  readonly _tag: "Refused"
  readonly error: { readonly _tag: string }
}

/** What a line tells. `lost` comes at most once; nothing comes after it or after `close`, and nothing synchronously. */
export interface LineEvents {
  frame(frame: ServerFrame): void
  lost(loss: Loss): void
}

/** One live connection over one transport. It carries all streams that are open when it starts. */
export interface Line {
  readonly transport: "socket" | "stream" | "poll"
  /** Starts one more stream on this line. */
  subscribe(stream: OpenStream): void
  /** Ends a stream on this line. */
  unsubscribe(id: number): void
  /** Sends a frame whose answer comes as a frame of this line; false when it can't now. Left out where it never can. */
  send?(frame: object): boolean
  /** Makes sure within 5 s that the other side still answers, or ends the line. Left out where the line sees to that itself. */
  check?(): void
  close(): void
}

export type OpenLine = (streams: () => Iterable<OpenStream>, events: LineEvents) => Line

/** Milliseconds: a transport has this long to show that it works. */
export const OPEN_WITHIN = 5_000
/** Milliseconds between two pings. Three without a frame between them, and the line is dead. */
export const PING_EVERY = 15_000

/** What every line has: one clock and one end. */
export const makeLife = (platform: Platform, events: LineEvents, hangUp: () => void) => {
  let isOver = false
  let timer: ReturnType<Platform["setTimeout"]> | undefined
  const wait = (ms: number, then: () => void) => {
    platform.clearTimeout(timer)
    if (!isOver) timer = platform.setTimeout(then, ms)
  }
  const end = (loss?: Loss) => {
    if (isOver) return
    isOver = true
    platform.clearTimeout(timer)
    hangUp()
    if (loss) events.lost(loss)
  }
  return {
    wait,
    end,
    cut: () => end({ _tag: "Cut" }),
    /** Ends the line unless it shows within 5 s that it works. */
    prove: () => wait(OPEN_WITHIN, () => end({ _tag: "Blocked" })),
    /** A frame for whoever listens, or the end of this line. */
    hear: (frame: ServerFrame) => {
      if (isOver) return
      if (frame._tag === "Refused") end(frame)
      else events.frame(frame)
    }
  }
}
