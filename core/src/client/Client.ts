import { type CallOptions, type Caller, type Carrier, type ClientOptions, makeWire, type Pending, settle } from "./Caller.ts"
import type { ServerFrame } from "./frames.ts"
import { makeLadder, type Status } from "./ladder.ts"
import type { OpenStream } from "./Line.ts"
import { pollLine } from "./pollLine.ts"
import type { Chunk, ErrorEnc, PayloadEnc, StreamTag } from "./procedures.ts"
import { isPassing } from "./RpcFailure.ts"
import { socketLine } from "./socketLine.ts"
import { streamLine } from "./streamLine.ts"

export interface StreamOptions<G, T> {
  /** What to ask for; read again for each new connection, so give the newest position. */
  readonly payload: () => PayloadEnc<G, T>
  /** The same news by asking: used where neither sockets nor streams pass. */
  readonly poll: () => Promise<ReadonlyArray<Chunk<G, T>>>
  readonly onValue: (value: Chunk<G, T>) => void
  /** The server refused the stream; it is not asked for again. */
  readonly onEnd?: (error: ErrorEnc<G, T>) => void
}

/**
 * Talks to a server that serves the RPC group `G`, as in `Client<typeof WidgetRpcs>`. Calls go over the socket if one
 * is up, else by POST. The connection lives while a stream does: WebSocket, else HTTP stream, else polling.
 */
export interface Client<G> extends Caller<G> {
  /** Subscribes until the returned function is called; survives lost connections. */
  stream<T extends StreamTag<G>>(tag: T, options: StreamOptions<G, T>): () => void
  status(): Status
  /** Calls back after each change of `status()`; gives the function that stops it. */
  onStatus(listener: () => void): () => void
  /** The server asked to leave: reconnect at a random moment within `ms`, without a gap. */
  move(ms: number): void
  /** Ends all streams, and hangs up when the last call is answered. The client may be used again. */
  close(): void
}

/** Milliseconds: a stream that the server ended without refusing it is asked for again at a random moment within. */
const ASK_AGAIN_WITHIN = 2_000

/** Makes a client. Nothing happens before the first `call` or `stream`; see `Client`. */
export const makeClient = <G>(options: ClientOptions): Client<G> => {
  const wire = makeWire(options)
  const { bearer, frame, headers, platform, publicKey, url } = wire
  const streams = new Map<number, OpenStream>()
  const pending = new Map<number, Pending>()
  const listeners = new Set<() => void>()
  let status: Status = { _tag: "Idle" }
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
          end(requestId)
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
  const socket = platform.openSocket && socketLine(
    platform,
    platform.openSocket,
    url.replace(/^http/, "ws") + (publicKey ? `?key=${encodeURIComponent(publicKey)}` : ""),
    ({ id, payload, tag }) => frame(id, tag, payload(), bearer())
  )
  const rungs = [streamLine(platform, url, headers, ({ id, payload, tag }) => frame(id, tag, payload(), {})), pollLine(platform)]
  const ladder = makeLadder({
    platform,
    rungs: socket ? [socket, ...rungs] : rungs,
    streams: () => streams.values(),
    onFrame,
    onLost: () => {
      for (const { fail } of pending.values()) fail({ _tag: "Unreachable", status: null })
    },
    onStatus: (next) => {
      status = next
      for (const listener of listeners) listener()
    }
  })
  const carrier: Carrier = {
    carry: (frame, call) => {
      const isCarried = ladder.line()?.send(frame) === true
      if (isCarried) pending.set(frame.id, call)
      return isCarried
    },
    forget: (id, isLate) => {
      if (!pending.delete(id)) return
      if (isLate) ladder.line()?.check()
      rest()
    }
  }
  const end = (id: number) => {
    if (!streams.delete(id)) return
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
    // The tag says what its answer is.
    call: (tag: string, payload?: unknown, callOptions?: CallOptions) =>
      wire.call(tag, payload, callOptions, carrier) as Promise<never>,
    stream: (tag, { onEnd = () => {}, onValue, payload, poll }) => {
      const id = wire.nextId()
      // Inside, streams of all tags share one table; outside, each keeps the types of its own tag.
      const stream = { id, tag, payload, poll, onValue, onEnd } as OpenStream
      streams.set(id, stream)
      asleep ??= platform.onWake(ladder.wake)
      const line = ladder.line()
      if (line) line.subscribe(stream)
      else ladder.start()
      return () => end(id)
    },
    status: () => status,
    onStatus: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    move: ladder.move,
    close: () => {
      for (const id of streams.keys()) end(id)
    }
  }
}
