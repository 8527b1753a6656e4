import type { ServerWebSocket, WebSocketHandler } from "bun"
import type { Refusal } from "./Entrance.ts"

/** What hangs on each socket: who takes its events. */
export interface SocketData {
  readonly open: (socket: ServerWebSocket<SocketData>) => void
  readonly message: (data: string | Uint8Array) => void
  readonly drain: () => void
  readonly close: () => void
}

/**
 * The one WebSocket handler of `Bun.serve`. Frames above twice what a door allows never reach it: Bun closes with 1009,
 * so a door can still answer those just above its limit.
 */
export const socketHandler = (frameBytes: number): WebSocketHandler<SocketData> => ({
  idleTimeout: 120,
  sendPings: true,
  perMessageDeflate: false,
  maxPayloadLength: frameBytes * 2,
  open: (socket) => socket.data.open(socket),
  message: (socket, data) => socket.data.message(data),
  drain: (socket) => socket.data.drain(),
  close: (socket) => socket.data.close()
})

/** A socket that is told why it may not stay, and closed. */
export const refusedSocket = ({ closeCode, frame }: Refusal): SocketData => ({
  open: (socket) => {
    socket.send(frame)
    socket.close(closeCode, "refused")
  },
  message: nothing,
  drain: nothing,
  close: nothing
})

const nothing = () => {}
