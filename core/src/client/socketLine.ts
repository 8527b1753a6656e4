import { encodeFrame, frameReader } from "./frames.ts"
import { type Loss, type OpenLine, type OpenStream, OPEN_WITHIN, PING_EVERY } from "./Line.ts"
import type { Platform } from "./Platform.ts"

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
  let isOver = false
  let unanswered = 0
  let socket: ReturnType<typeof openSocket> | undefined
  const end = (loss?: Loss) => {
    if (isOver) return
    isOver = true
    platform.clearTimeout(timer)
    if (socket) {
      socket.onopen = socket.onmessage = socket.onclose = null
      socket.close()
    }
    if (loss) events.lost(loss)
  }
  const wait = (ms: number, then: () => void) => {
    platform.clearTimeout(timer)
    timer = platform.setTimeout(then, ms)
  }
  const send = (frame: object) => {
    const can = isOpen && !isOver
    if (can) socket?.send(encodeFrame(frame))
    return can
  }
  const subscribe = (stream: OpenStream) => {
    if (isOpen) send(request(stream))
  }
  const ping = () => {
    if (++unanswered > 2) return end({ _tag: "Cut" })
    send({ _tag: "Ping" })
    wait(PING_EVERY, ping)
  }
  const read = frameReader((frame) => {
    if (isOver) return
    if (frame._tag === "Refused") end(frame)
    else events.frame(frame)
  })
  let timer = platform.setTimeout(() => end({ _tag: "Blocked" }), OPEN_WITHIN)
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
        end({ _tag: "Cut" })
      }
    }
    socket.onclose = () => end({ _tag: "Cut" })
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
    close: () => end()
  }
}
