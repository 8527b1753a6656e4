import type { Backlog } from "./Backlog.ts"
import type { Limits } from "./Limits.ts"
import { closeCodes } from "./closeCodes.ts"
import { Outlet } from "./Outlet.ts"

const encoder = new TextEncoder()

/** Answers as lines of one HTTP response that stays open; an empty line shows that it lives. */
export class StreamOutlet extends Outlet {
  private controller: ReadableStreamDefaultController<Uint8Array> | undefined
  private readonly beat: ReturnType<typeof setInterval>
  readonly body: ReadableStream

  constructor(limits: Limits, backlog: Backlog, private readonly onEnd: () => void) {
    super(limits, backlog)
    this.body = new ReadableStream<Uint8Array>({
      start: (controller) => void (this.controller = controller),
      pull: () => this.drained(),
      cancel: () => this.ended()
    }, new ByteLengthQueuingStrategy({ highWaterMark: limits.bufferBytes }))
    this.beat = setInterval(() => this.write("\n"), limits.heartbeat)
  }

  write(text: string): void {
    if (this.controller === undefined) return
    this.controller.enqueue(encoder.encode(text))
    const room = this.controller.desiredSize ?? 0
    if (room <= 0) this.stall(this.limits.bufferBytes - room)
  }

  override drained(): void {
    if ((this.controller?.desiredSize ?? 0) >= this.limits.bufferBytes / 2) super.drained()
  }

  override ended(): void {
    if (this.controller === undefined) return
    this.controller = undefined
    clearInterval(this.beat)
    super.ended()
    this.onEnd()
  }

  close(code: number, reason: string): void {
    const { controller } = this
    this.ended()
    // Failing the response drops what waits, which nobody reads.
    if (code === closeCodes.tooSlow) controller?.error(new Error(reason))
    else controller?.close()
  }
}
