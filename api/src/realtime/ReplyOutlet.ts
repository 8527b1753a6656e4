import type { Limits } from "./Limits.ts"
import { Outlet } from "./Outlet.ts"

/** Gathers the answers of one HTTP request; `body` is there once it is closed. */
export class ReplyOutlet extends Outlet {
  private text = ""
  private readonly reply = Promise.withResolvers<string>()

  constructor(limits: Limits, private readonly onEnd: () => void) {
    super(limits)
  }

  get body(): Promise<string> {
    return this.reply.promise
  }

  write(text: string): void {
    this.text += text
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
