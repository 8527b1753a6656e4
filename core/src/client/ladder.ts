import type { ServerFrame } from "./frames.ts"
import type { Line, Loss, OpenLine, OpenStream } from "./Line.ts"
import type { Platform } from "./Platform.ts"

/** Where the connection stands. Moments are milliseconds since 1970. */
export type Status =
  | { readonly _tag: "Idle" }
  | { readonly _tag: "Connecting" }
  | { readonly _tag: "Online"; readonly transport: Line["transport"] }
  | { readonly _tag: "Reconnecting" | "Offline"; readonly since: number; readonly nextTryAt: number }
  | { readonly _tag: "Refused"; readonly error: { readonly _tag: string } }

/** Milliseconds: the first back-off is between 0 and this, doubling up to the last. */
const FIRST_DELAY = 1_000
const LAST_DELAY = 30_000
/** Milliseconds on a lesser transport before a better one is tried again. */
const CLIMB_EVERY = 60_000
/** A transport whose lines are cut this often before they said anything is left for the next one. */
const STRIKES = 2

export interface LadderOptions {
  readonly platform: Platform
  /** The transports, best first. */
  readonly rungs: ReadonlyArray<OpenLine>
  readonly streams: () => Iterable<OpenStream>
  readonly onFrame: (frame: ServerFrame) => void
  readonly onStatus: (status: Status) => void
  /** Whatever was asked on a line and not answered never will be. */
  readonly onLost: () => void
}

/**
 * Keeps one line up over the best transport that works. A lost line comes back after a random time between 0 and a
 * doubling cap (full jitter), so that clients dropped together don't return together. A better transport is tried
 * beside the working line and replaces it when its first frame arrives.
 */
export const makeLadder = ({ platform, rungs, streams, onFrame, onStatus, onLost }: LadderOptions) => {
  let line: Line | undefined
  let trial: Line | undefined
  let level = 0
  let strikes = 0
  let attempts = 0
  let since = 0
  let provenAt = 0
  let retry: ReturnType<Platform["setTimeout"]> | undefined
  let climb: ReturnType<Platform["setTimeout"]> | undefined
  let isRefused = false

  const open = (at: number): Line | undefined => {
    let isProven = false
    const self = rungs[at]?.(streams, {
      frame: (frame) => {
        if (!isProven) {
          isProven = true
          if (self) adopt(self, at)
        }
        onFrame(frame)
      },
      lost: (loss) => {
        if (self === trial) {
          trial = undefined
          tryBetter(at + 1)
        } else if (self === line) drop(loss, at, isProven)
      }
    })
    return self
  }
  const adopt = (self: Line, at: number) => {
    if (self === trial) {
      line?.close()
      onLost()
      line = self
      trial = undefined
    }
    level = at
    strikes = since = 0
    provenAt = platform.now()
    onStatus({ _tag: "Online", transport: self.transport })
    climbLater()
  }
  const climbLater = () => {
    platform.clearTimeout(climb)
    if (level > 0) climb = platform.setTimeout(() => tryBetter(0), CLIMB_EVERY)
  }
  const tryBetter = (at: number) => {
    if (trial) return
    if (line && at < level) trial = open(at)
    else climbLater()
  }
  const drop = (loss: Loss, at: number, wasProven: boolean) => {
    line = trial
    trial = undefined
    onLost()
    if (loss._tag === "Refused") {
      stop()
      isRefused = true
      return onStatus(loss)
    }
    if (line) return
    const stepsDown = !wasProven && (loss._tag === "Blocked" || (at === 0 && ++strikes >= STRIKES))
    if (stepsDown && at + 1 < rungs.length) {
      level = at + 1
      line = open(level)
      return
    }
    // A lesser transport that never spoke proves that the server is away, not that a better one is blocked.
    if (!wasProven && at > 0) level = strikes = 0
    // A line that lasted is forgiven; one that only flapped keeps backing off.
    if (wasProven && platform.now() - provenAt > LAST_DELAY) attempts = 0
    since ||= platform.now()
    const delay = platform.random() * Math.min(LAST_DELAY, FIRST_DELAY * 2 ** attempts++)
    retry = platform.setTimeout(connect, delay)
    onStatus({ _tag: platform.isOnline() ? "Reconnecting" : "Offline", since, nextTryAt: platform.now() + delay })
  }
  const connect = () => {
    platform.clearTimeout(retry)
    line = open(level)
  }
  const stop = () => {
    platform.clearTimeout(retry)
    platform.clearTimeout(climb)
    line?.close()
    trial?.close()
    line = trial = undefined
    level = strikes = attempts = since = 0
  }
  return {
    line: () => line,
    /** Connects unless it already does, or was refused. */
    start: () => {
      if (line || since || isRefused) return
      onStatus({ _tag: "Connecting" })
      connect()
    },
    /** Hangs up. A later `start` begins anew, also after a refusal. */
    stop: () => {
      stop()
      isRefused = false
      onLost()
      onStatus({ _tag: "Idle" })
    },
    /** The device woke or came online: try at once, climb at once, or make sure that the line still lives. */
    wake: () => {
      if (!line && since) connect()
      else if (level > 0) tryBetter(0)
      else line?.check?.()
    },
    /** The server answered elsewhere: whatever was waited for is tried now. */
    reached: () => {
      if (!line && since) connect()
    },
    /** Opens a second line at a random moment within `ms`, and moves over when it works. */
    move: (ms: number) => {
      platform.clearTimeout(climb)
      climb = platform.setTimeout(() => {
        if (line && !trial) trial = open(level)
      }, platform.random() * ms)
    }
  }
}
