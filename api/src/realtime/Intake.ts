import * as RpcSerialization from "effect/rpc/RpcSerialization"
import type { Allowance, Place } from "./Allowance.ts"
import { closeCodes } from "./closeCodes.ts"
import type { Dispatch } from "./Dispatch.ts"
import { defectFrame, failFrame, pong, type RequestId } from "./frames.ts"
import type { Limits } from "./Limits.ts"
import type { Peer } from "./Peer.ts"
import { TokenBucket } from "./TokenBucket.ts"
import { wireMessage } from "./wireMessage.ts"

/**
 * Reads what one client sends and hands requests on, within its limits. Nothing here throws: what can't be read or
 * is too much is answered, to this client only.
 */
export class Intake {
  private readonly bucket: TokenBucket
  private refusals = 0

  constructor(
    private readonly peer: Peer,
    private readonly dispatch: Dispatch,
    private readonly limits: Limits,
    private readonly allowance: Allowance,
    private readonly place: Place,
    /** The header of the upgrade or request; a frame's own goes first. */
    private readonly authorization: string | null
  ) {
    this.bucket = new TokenBucket(limits.framesPerSecond, performance.now())
  }

  /** Takes one message, as parsed from JSON. */
  take(value: unknown): void {
    const message = wireMessage(value, this.dispatch.findProcedure, this.limits.depth)
    const now = performance.now()
    const wait = this.bucket.take(now)
    if (wait > 0) return this.tooMany("id" in message ? message.id : undefined, wait)
    switch (message._tag) {
      case "Request": {
        const { outlet, pending } = this.peer
        if (pending.has(message.id)) return this.malformed(undefined, `The id ${message.id} is in use`)
        const authorization = message.authorization ?? this.authorization ?? undefined
        const longer = this.allowance.take(this.place, authorization, now)
        if (longer > 0) return this.tooMany(message.id, longer)
        this.refusals = 0
        if (pending.size >= this.limits.inFlight || outlet.stalled) return this.refuse(message.id, 1000)
        return this.dispatch.request(this.peer, { ...message, authorization })
      }
      case "Interrupt": return this.dispatch.interrupt(this.peer, message.id)
      case "Ping": return this.peer.outlet.write(pong)
      case "Malformed": return this.malformed(message.id, message.issue)
      case "Nothing": return
    }
  }

  /** Answers for a piece of text that couldn't be parsed. */
  unreadable(error: unknown): void {
    const tooBig = error instanceof RpcSerialization.MaxBufferSizeExceeded
    this.malformed(undefined, tooBig ? `Larger than ${this.limits.frameBytes} bytes` : "Not JSON")
    if (tooBig) this.peer.outlet.close(closeCodes.tooBig, "frame too big")
    else if (this.bucket.take(performance.now()) > 0) this.tooMany(undefined, 0)
  }

  private malformed(id: RequestId | undefined, issue: string): void {
    const error = { _tag: "BadRequest", id: crypto.randomUUID(), issue } as const
    this.peer.outlet.write(id === undefined || this.peer.pending.has(id) ? defectFrame(error) : failFrame(id, error))
  }

  /** Whoever goes on after as many refusals as may be sent in a second isn't listening. The lines of a POST come all at once. */
  private tooMany(id: RequestId | undefined, retryAfterMs: number): void {
    if (++this.refusals > this.limits.framesPerSecond && this.peer.connection.transport === "socket") {
      return this.peer.outlet.close(closeCodes.tooMany, "too many messages")
    }
    if (id !== undefined && !this.peer.pending.has(id)) this.refuse(id, retryAfterMs)
  }

  private refuse(id: RequestId, retryAfterMs: number): void {
    this.peer.outlet.write(failFrame(id, { _tag: "TooManyRequests", retryAfterMs }))
  }
}
