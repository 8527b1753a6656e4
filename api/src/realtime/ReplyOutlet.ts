import type { Backlog } from "./Backlog.ts"
import type { Limits } from "./Limits.ts"
import { Outlet } from "./Outlet.ts"
import type { TokenBucket } from "./TokenBucket.ts"

/**
 * Gathers the answers of one HTTP request; `body` is there once it is closed. It is stalled for good once it holds more than
 * may wait for a slow client, and for as long as those who ask have had more by POST than `budgets` allows.
 */
export class ReplyOutlet extends Outlet {
  private text = ""
  private readonly reply = Promise.withResolvers<string>()

  constructor(limits: Limits, backlog: Backlog, private readonly budgets: ReadonlyArray<TokenBucket>, private readonly onEnd: () => void) {
    super(limits, backlog)
  }

  get body(): Promise<string> {
    return this.reply.promise
  }

  override get stalled(): boolean {
    if (this.text.length > this.limits.bufferBytes) return true
    const now = performance.now()
    return this.budgets.some((budget) => budget.wait(now) > 0)
  }

  write(text: string): void {
    this.text += text
    const now = performance.now()
    for (const budget of this.budgets) budget.spend(text.length, now)
  }

  override ended(): void {
    this.reply.resolve(this.text)
    super.ended()
    this.onEnd()
  }

  close(): void {
    this.ended()
  }
}
