import type { Carrier, Pending, Wire } from "./Wire.ts"
import type { ServerFrame } from "./frames.ts"
import { makeLadder, type Status } from "./ladder.ts"
import type { Line, OpenLine, OpenStream } from "./Line.ts"
import { isPassing } from "./isPassing.ts"
import { socketLine } from "./socketLine.ts"

/** The connection that carries streams, and calls beside them. It lives while a stream or a call does. */
export interface Live extends Carrier {
  /** A stream was added. */
  subscribe(stream: OpenStream): void
  /** A stream was removed. */
  unsubscribe(id: number): void
  move(ms: number): void
}

/** Milliseconds: a stream that the server ended without refusing it is asked for again at a random moment within. */
const ASK_AGAIN_WITHIN = 2_000

/** Makes the connection for `streams`, which its maker keeps. WebSocket, else HTTP stream, else polling. */
export const makeLive = (
  { bearer, frame, headers, lost, platform, publicKey, settle, socketUrl, url }: Wire,
  streams: Map<number, OpenStream>,
  onStatus: (status: Status) => void,
  loadLesser: () => Promise<typeof import("./lesserLines.ts")> = () => import("./lesserLines.ts")
): Live => {
  const { openSocket } = platform
  const pending = new Map<number, Pending>()
  let asleep: (() => void) | undefined

  const onFrame = (frame: ServerFrame) => {
    if (frame._tag === "Chunk") {
      for (const value of frame.values) streams.get(frame.requestId)?.onValue(value)
    } else if (frame._tag === "Exit") {
      const { exit, requestId } = frame
      const call = pending.get(requestId)
      if (call) return settle(exit, call)
      const stream = streams.get(requestId)
      if (!stream) return
      const again = () => askAgain(stream)
      settle(exit, {
        resolve: again,
        fail: (error) => {
          if (isPassing(error)) return again()
          unsubscribe(requestId)
          stream.onEnd(error)
        }
      })
    }
  }
  const askAgain = (stream: OpenStream) => {
    const line = ladder.line()
    platform.setTimeout(() => {
      if (streams.has(stream.id) && ladder.line() === line) line?.subscribe(stream)
    }, platform.random() * ASK_AGAIN_WITHIN)
  }
  const socket = openSocket && socketLine(
    platform,
    openSocket,
    socketUrl.replace(/^http/, "ws") + (publicKey ? `?key=${encodeURIComponent(publicKey)}` : ""),
    ({ id, payload, tag }) => frame(id, tag, payload(), bearer())
  )
  /** A line that only those need whose sockets don't pass. */
  const late = (transport: Line["transport"], pick: (lines: Awaited<ReturnType<typeof loadLesser>>) => OpenLine): OpenLine => (streams, events) => {
    let line: Line | undefined
    let isOver = false
    loadLesser().then((lines) => {
      if (!isOver) line = pick(lines)(streams, events)
    }, () => isOver || events.lost({ _tag: "Cut" }))
    return {
      transport,
      subscribe: (stream) => line?.subscribe(stream),
      unsubscribe: (id) => line?.unsubscribe(id),
      close: () => {
        isOver = true
        line?.close()
      }
    }
  }
  const rungs = [
    late("stream", ({ streamLine }) => streamLine(platform, url, headers, ({ id, payload, tag }) => frame(id, tag, payload(), {}))),
    late("poll", ({ pollLine }) => pollLine(platform))
  ]
  const ladder = makeLadder({
    platform,
    rungs: socket ? [socket, ...rungs] : rungs,
    streams: () => streams.values(),
    onFrame,
    onLost: () => {
      for (const { fail } of pending.values()) fail(lost)
    },
    onStatus
  })
  const unsubscribe = (id: number) => {
    streams.delete(id)
    ladder.line()?.unsubscribe(id)
    rest()
  }
  /** Hangs up once nobody listens and nobody waits for an answer. */
  const rest = () => {
    if (streams.size > 0 || pending.size > 0) return
    asleep?.()
    asleep = undefined
    ladder.stop()
  }
  return {
    subscribe: (stream) => {
      asleep ??= platform.onWake(ladder.wake)
      const line = ladder.line()
      if (line) line.subscribe(stream)
      else ladder.start()
    },
    unsubscribe,
    move: ladder.move,
    carry: (request, call) => {
      const isCarried = ladder.line()?.send?.(request) === true
      if (isCarried) pending.set(request.id, call)
      return isCarried
    },
    reached: ladder.reached,
    forget: (id, isLate) => {
      if (!pending.delete(id)) return
      if (isLate) ladder.line()?.check?.()
      rest()
    }
  }
}
