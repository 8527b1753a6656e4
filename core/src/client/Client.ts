import { type CallOptions, type ClientOptions, makeWire } from "./Wire.ts"
import type { Status } from "./ladder.ts"
import type { OpenStream } from "./Line.ts"
import type { Live, makeLive } from "./live.ts"
import type { Chunk, ErrorEnc, PayloadArgs, PayloadEnc, StreamTag, SuccessEnc, UnaryTag } from "./procedures.ts"

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
export interface Client<G> {
  /**
   * Rejects with `RpcFailure<ErrorEnc<G, T>>`: the procedure's typed error, or a `TransportError` after at most 20 s.
   * Never repeats a call by itself.
   */
  call<T extends UnaryTag<G>>(tag: T, ...args: PayloadArgs<G, T, CallOptions>): Promise<SuccessEnc<G, T>>
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

/** Milliseconds until the code of the live half, if it couldn't be loaded, is asked for again. */
const LOAD_AGAIN = 5_000

/**
 * Makes a client. Nothing happens before the first `call` or `stream`; see `Client`. What only streams need is loaded
 * with the first of them: `loadLive` gives `live.ts`.
 */
export const makeClient = <G>(
  options: ClientOptions,
  loadLive: () => Promise<{ readonly makeLive: typeof makeLive }>
): Client<G> => {
  const wire = makeWire(options)
  const streams = new Map<number, OpenStream>()
  const listeners = new Set<() => void>()
  let status: Status = { _tag: "Idle" }
  let live: Live | undefined
  let loading: Promise<void> | undefined

  const report = (next: Status) => {
    status = next
    for (const listener of listeners) listener()
  }
  const load = (): void => {
    loading ??= loadLive().then(({ makeLive }) => {
      live = makeLive(wire, streams, report)
      for (const stream of streams.values()) live.subscribe(stream)
    }, () => {
      loading = undefined
      wire.platform.setTimeout(() => streams.size > 0 && load(), LOAD_AGAIN)
    })
  }
  const end = (id: number) => {
    if (streams.delete(id)) live?.unsubscribe(id)
  }
  return {
    // The tag says what its answer is.
    call: (tag: string, payload?: unknown, callOptions?: CallOptions) => wire.call(tag, payload, callOptions, live) as Promise<never>,
    stream: (tag, { onEnd = () => {}, ...rest }) => {
      const id = wire.nextId()
      // Inside, streams of all tags share one table; outside, each keeps the types of its own tag.
      const stream = { id, tag, onEnd, ...rest } as OpenStream
      streams.set(id, stream)
      if (live) live.subscribe(stream)
      else load()
      return () => end(id)
    },
    status: () => status,
    onStatus: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    move: (ms) => live?.move(ms),
    close: () => {
      for (const id of streams.keys()) end(id)
    }
  }
}
