import { encodeFrame, frameReader } from "./frames.ts"
import { makeLife, type OpenLine, type OpenStream, OPEN_WITHIN, PING_EVERY } from "./Line.ts"
import type { Platform, Socket } from "./Platform.ts"

/**
 * Lines over a WebSocket at `url`; `request` makes the frame that starts a stream. Pings are counted, not clocked: a
 * hidden tab's timers run late, and a line that answers each late ping is alive.
 */
export const socketLine = (
  platform: Platform,
  openSocket: NonNullable<Platform["openSocket"]>,
  url: string,
  request: (stream: OpenStream) => object
): OpenLine =>
(streams, events) => {
  let isOpen = false
  let unanswered = 0
  let socket: Socket | undefined
  const { cut, end, hear, prove, wait } = makeLife(platform, events, () => {
    isOpen = false
    if (!socket) return
    socket.onopen = socket.onmessage = socket.onclose = null
    socket.close()
  })
  const send = (frame: object) => {
    if (isOpen) socket?.send(encodeFrame(frame))
    return isOpen
  }
  const subscribe = (stream: OpenStream) => void (isOpen && send(request(stream)))
  const ping = () => {
    if (++unanswered > 2) return cut()
    send({ _tag: "Ping" })
    wait(PING_EVERY, ping)
  }
  const read = frameReader(hear)
  prove()
  try {
    socket = openSocket(url)
    socket.onopen = () => {
      isOpen = true
      wait(PING_EVERY, ping)
      for (const stream of streams()) subscribe(stream)
    }
    socket.onmessage = ({ data }) => {
      unanswered = 0
      try {
        read(String(data))
      } catch {
        cut()
      }
    }
    socket.onclose = cut
  } catch {
    // A page of https may not open `ws:`; browsers then throw instead of telling.
    wait(0, () => end({ _tag: "Blocked" }))
  }
  return {
    transport: "socket",
    subscribe,
    unsubscribe: (requestId) => void send({ _tag: "Interrupt", requestId }),
    send,
    check: () => {
      if (!send({ _tag: "Ping" })) return
      unanswered = 2
      wait(OPEN_WITHIN, ping)
    },
    close: end
  }
}
