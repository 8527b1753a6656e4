import type { ServerWebSocket } from "bun"
import { Outlet } from "./Outlet.ts"

/** Answers over a WebSocket, one text frame a write. */
export class SocketOutlet extends Outlet {
  private socket: ServerWebSocket<unknown> | undefined

  opened(socket: ServerWebSocket<unknown>): void {
    this.socket = socket
  }

  protected push(text: string): boolean {
    // Bun answers -1 when text waits in its buffer; only then is asking how much worth a call.
    return this.socket?.send(text) === -1 && this.socket.getBufferedAmount() > this.limits.bufferBytes
  }

  override drained(): void {
    if (this.socket !== undefined && this.socket.getBufferedAmount() <= this.limits.bufferBytes / 2) super.drained()
  }

  override ended(): void {
    this.socket = undefined
    super.ended()
  }

  close(code: number, reason: string): void {
    this.socket?.close(code, reason)
  }
}
