import type { Backlog } from "./Backlog.ts"
import type { Limits } from "./Limits.ts"
import { closeCodes } from "./closeCodes.ts"

/**
 * Where the answers of one client go. What waits to be read is bounded: above `bufferBytes` the outlet is *stalled*
 * until the client has read, and is closed when it doesn't within `drainWithin`, or when too much waits for slow clients
 * altogether. Only what is small still goes out meanwhile; whoever has more to tell asks `stalled` first.
 */
export abstract class Outlet {
  private timer: ReturnType<typeof setTimeout> | undefined
  private waiting: Array<() => void> = none

  constructor(protected readonly limits: Limits, private readonly backlog: Backlog) {}

  /** Hands text to the transport, which calls `stall` when more waits than `bufferBytes`. */
  abstract write(text: string): void

  /** Ends the connection; told once, later calls do nothing. */
  abstract close(code: number, reason: string): void

  get stalled(): boolean {
    return this.timer !== undefined
  }

  /** So many bytes wait to be read, which is too much. */
  protected stall(bytes: number): void {
    if (this.timer !== undefined) return
    this.timer = setTimeout(() => this.close(closeCodes.tooSlow, "reads too slowly"), this.limits.drainWithin)
    this.backlog.hold(this, bytes)
  }

  /** Calls back once, when what waited was read; never when the connection ends first. */
  whenDrained(then: () => void): void {
    if (!this.stalled) return then()
    if (this.waiting === none) this.waiting = []
    this.waiting.push(then)
  }

  /** To be called by the transport when it can take more. */
  drained(): void {
    if (this.timer === undefined) return
    this.unstall()
    // One after another: what one has to tell may be too much for the next to tell more.
    while (!this.stalled) {
      const then = this.waiting.shift()
      if (then === undefined) return
      then()
    }
  }

  /** To be called by the transport when the connection has ended. */
  ended(): void {
    this.unstall()
    this.waiting = none
  }

  private unstall(): void {
    if (this.timer === undefined) return
    clearTimeout(this.timer)
    this.timer = undefined
    this.backlog.release(this)
  }
}

/** Shared by every outlet that nobody waits for: most of them, at a thousand idle sockets a node. */
const none: Array<() => void> = []
