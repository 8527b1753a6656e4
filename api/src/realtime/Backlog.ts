import { closeCodes } from "./closeCodes.ts"
import type { Outlet } from "./Outlet.ts"

/**
 * The clients of this node that read too slowly, longest first. What waits for all of them together is bounded: when it is
 * more than `bytes`, whoever was slow longest is let go, to come back and resume.
 */
export class Backlog {
  private readonly slow = new Map<Outlet, number>()
  private total = 0

  constructor(private readonly bytes: number) {}

  /** So many bytes wait for a client that has become too slow. */
  hold(outlet: Outlet, bytes: number): void {
    this.slow.set(outlet, bytes)
    this.total += bytes
    while (this.total > this.bytes) {
      const [longest] = this.slow.keys()
      if (longest === undefined) return
      this.release(longest)
      longest.close(closeCodes.tooSlow, "reads too slowly")
    }
  }

  /** The client has read, or left. */
  release(outlet: Outlet): void {
    this.total -= this.slow.get(outlet) ?? 0
    this.slow.delete(outlet)
  }
}
