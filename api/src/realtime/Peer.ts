import { closeCodes } from "./closeCodes.ts"
import type { Connection } from "./Connection.ts"
import type { RequestId } from "./frames.ts"
import type { Outlet } from "./Outlet.ts"
import type { Procedure } from "./procedure.ts"
import type { Subscription } from "./Subscription.ts"

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

  /** Writes the end of a request that was settled. */
  answer(frame: string): void {
    this.outlet.write(frame)
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
