import { chunkEnd, chunkStart, type RequestId, streamEndFrame } from "./frames.ts"
import type { Peer } from "./Peer.ts"
import type { SharedEvent } from "./SharedEvent.ts"

/** How many events may wait while a subscriber is still being sent what changed before. */
const heldAtMost = 1000

const resume = `{"_tag":"Resume"}`

/**
 * One open stream of one client. It holds what happens while the client is sent what happened before, then passes
 * everything on as it comes. It never skips: a client that can't take an event is told `Resume` as soon as it reads
 * again, and its stream ends there. Once live it needs no fiber: an idle subscriber costs this object and its topics.
 */
export class Subscription {
  topics: ReadonlySet<string> = new Set()
  private readonly start: string
  private held: Array<string> | undefined = []
  private missed = false
  private last: string | undefined

  /** `onStopped` is called once, however the subscription ends. */
  constructor(private readonly peer: Peer, private readonly requestId: RequestId, private readonly onStopped: () => void) {
    this.start = chunkStart(requestId)
    peer.subscriptions.set(requestId, this)
  }

  get clientId(): number {
    return this.peer.connection.clientId
  }

  get isLive(): boolean {
    return this.held === undefined
  }

  /** Passes on one event. */
  tell(event: SharedEvent): void {
    if (this.missed || this.last !== undefined) return
    const { outlet } = this.peer
    if (outlet.stalled || (this.held !== undefined && this.held.length >= heldAtMost)) return this.miss()
    if (this.held === undefined) outlet.write(event.frame(this.start))
    else this.held.push(event.json)
  }

  /** Passes on one last event and ends the stream; after what is still being sent of before. */
  end(json: string): void {
    this.last ??= json
    if (this.isLive) this.finish(this.last)
  }

  /** What happened before is sent: passes on what was held and everything from now on. */
  live(): void {
    const held = this.held ?? []
    this.held = undefined
    if (held.length > 0) this.peer.outlet.write(this.start + held.join() + chunkEnd)
    if (this.last !== undefined) this.finish(this.last)
    else if (this.missed) this.peer.outlet.whenDrained(() => this.end(resume))
  }

  /** Forgets the subscription without a word to the client: it has gone or was answered. */
  stop(): void {
    if (this.peer.subscriptions.delete(this.requestId)) this.onStopped()
  }

  private miss(): void {
    this.missed = true
    if (this.isLive) this.peer.outlet.whenDrained(() => this.end(resume))
  }

  private finish(json: string): void {
    if (!this.peer.subscriptions.has(this.requestId)) return
    this.stop()
    this.peer.settle(this.requestId)
    this.peer.answer(this.requestId, this.start + json + chunkEnd + streamEndFrame(this.requestId))
  }
}
