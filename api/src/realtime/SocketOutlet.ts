import type { ServerWebSocket } from "bun"
import { closeCodes } from "./closeCodes.ts"
import { Outlet } from "./Outlet.ts"

/**
 * Answers over a WebSocket. What is written in one go, as for all messages of a batch, leaves as one text frame of several
 * lines: a system call a frame is a third of what a message costs (measured), and when it is busy listeners hear many at once.
 */
export class SocketOutlet extends Outlet {
  private socket: ServerWebSocket<unknown> | undefined
  private gathered = ""

  opened(socket: ServerWebSocket<unknown>): void {
    this.socket = socket
  }

  write(text: string): void {
    if (this.gathered === "") gatherFor(this)
    this.gathered += text
    // More than may wait isn't gathered either.
    if (this.gathered.length > this.limits.bufferBytes) this.flush()
  }

  /** Hands on what was gathered. */
  flush(): void {
    const text = this.gathered
    this.gathered = ""
    if (text === "" || this.socket === undefined) return
    const sent = this.socket.send(text)
    if (sent > 0) return
    // It was dropped, since Bun's own buffer is full: whoever misses something without a word must come back and ask.
    if (sent === 0) return this.socket.close(closeCodes.tooSlow, "reads too slowly")
    // Text waits in Bun's buffer; only then is asking how much worth a call.
    const waiting = this.socket.getBufferedAmount()
    if (waiting > this.limits.bufferBytes) this.stall(waiting)
  }

  override drained(): void {
    if (this.socket !== undefined && this.socket.getBufferedAmount() <= this.limits.bufferBytes / 2) super.drained()
  }

  override ended(): void {
    this.socket = undefined
    this.gathered = ""
    super.ended()
  }

  close(code: number, reason: string): void {
    this.flush()
    this.socket?.close(code, reason)
  }
}

/** Those with something to hand on when what runs now is done. */
let gathering: Array<SocketOutlet> = []

const gatherFor = (outlet: SocketOutlet): void => {
  if (gathering.push(outlet) === 1) queueMicrotask(flushAll)
}

const flushAll = () => {
  const outlets = gathering
  gathering = []
  for (const outlet of outlets) outlet.flush()
}
