import { closeCodes } from "./closeCodes.ts"
import type { Connection } from "./Connection.ts"
import { failFrame, type RequestId } from "./frames.ts"
import type { Outlet } from "./Outlet.ts"
import type { Procedure } from "./procedure.ts"
import type { Subscription } from "./Subscription.ts"

/** Characters of an answer that may go out to a client for whom too much waits already: no message anyone sends is answered with more. */
const smallAnswer = 32 * 1024

/** One RPC client of a door: who it is, where its answers go, what it waits for. */
export class Peer {
  readonly pending = new Map<RequestId, Procedure>()
  readonly subscriptions = new Map<RequestId, Subscription>()
  private heardAll = false

  constructor(readonly connection: Connection, readonly outlet: Outlet) {}

  /** Takes a request off the list: its procedure the first time, then undefined. */
  settle(requestId: RequestId): Procedure | undefined {
    const procedure = this.pending.get(requestId)
    this.pending.delete(requestId)
    return procedure
  }

  /** Writes the end of a request that was settled; a large one turns into a refusal while too much waits to be read. */
  answer(requestId: RequestId, frame: string): void {
    const isTooMuch = frame.length > smallAnswer && this.outlet.stalled
    this.outlet.write(isTooMuch ? failFrame(requestId, { _tag: "TooManyRequests", retryAfterMs: 1000 }) : frame)
    this.finish()
  }

  /** No more requests will come: the last answer ends the connection. Sockets are never told. */
  heard(): void {
    this.heardAll = true
    this.finish()
  }

  /** Whether nothing but streams is asked for at the moment. */
  get isIdle(): boolean {
    for (const procedure of this.pending.values()) if (!procedure.isStream) return false
    return true
  }

  private finish(): void {
    if (this.heardAll && this.pending.size === 0) this.outlet.close(closeCodes.done, "answered")
  }
}
