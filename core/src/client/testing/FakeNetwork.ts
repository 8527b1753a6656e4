import type { Platform, Socket } from "../Platform.ts"
import type { FakeClock } from "./FakeClock.ts"

/** A socket whose other end is the test. */
export interface FakeSocket extends Socket {
  readonly url: string
  /** Frames the client sent, oldest first. */
  readonly sent: Array<Record<string, unknown>>
  readonly isClosed: () => boolean
  accept(): void
  /** Delivers frames, each as one line. */
  push(...frames: ReadonlyArray<object>): void
  /** The connection breaks. */
  cut(): void
}

/** A POST the client made, to be answered by the test. */
export interface FakePost {
  readonly url: string
  readonly headers: Record<string, string>
  readonly frame: { readonly id: number; readonly tag: string; readonly payload: unknown; readonly headers: ReadonlyArray<unknown> }
  readonly signal: AbortSignal | undefined
  /** Answers in one piece. */
  reply(frames: ReadonlyArray<object>, status?: number): void
  /** Answers with a page, as a proxy does. */
  html(status: number): void
  /** Answers the call with success. */
  succeed(value: unknown): void
  fail(error: object): void
  /** No network. */
  reject(): void
  /** Opens a reply that stays open. */
  open(): { push(...frames: ReadonlyArray<object>): void; beat(): void; end(): void }
}

export interface FakeNetwork {
  readonly platform: Platform
  readonly sockets: ReadonlyArray<FakeSocket>
  readonly posts: ReadonlyArray<FakePost>
  setRandom(value: number): void
  setOnline(isOnline: boolean): void
  wake(): void
}

const lines = (frames: ReadonlyArray<object>) => frames.map((frame) => JSON.stringify(frame) + "\n").join("")

export const makeFakeNetwork = (clock: FakeClock, options: { readonly hasSockets?: boolean } = {}): FakeNetwork => {
  const sockets: Array<FakeSocket> = []
  const posts: Array<FakePost> = []
  const wakers = new Set<() => void>()
  let random = 0.5
  let isOnline = true

  const openSocket = (url: string): Socket => {
    let isClosed = false
    const socket: FakeSocket = {
      url, sent: [], onopen: null, onmessage: null, onclose: null,
      isClosed: () => isClosed,
      send: (data) => void socket.sent.push(...data.trim().split("\n").map((line) => JSON.parse(line) as Record<string, unknown>)),
      close: () => {
        isClosed = true
      },
      accept: () => socket.onopen?.(),
      push: (...frames) => socket.onmessage?.({ data: lines(frames) }),
      cut: () => {
        isClosed = true
        socket.onclose?.()
      }
    }
    sockets.push(socket)
    return socket
  }
  const fetch: Platform["fetch"] = (url, init) =>
    new Promise((resolve, reject) => {
      const signal = init.signal ?? undefined
      const frame = JSON.parse(String(init.body)) as FakePost["frame"]
      const reply = (frames: ReadonlyArray<object>, status = 200) => resolve(new Response(lines(frames), { status }))
      const exit = (exit: object) => reply([{ _tag: "Exit", requestId: frame.id, exit }])
      signal?.addEventListener("abort", () => reject(new DOMException("aborted", "AbortError")))
      posts.push({
        url, frame, signal, headers: init.headers as Record<string, string>, reply, // the client sends a plain record
        html: (status) => resolve(new Response("<html>\n</html>\n", { status })),
        succeed: (value) => exit({ _tag: "Success", value }),
        fail: (error) => exit({ _tag: "Failure", cause: [{ _tag: "Fail", error }] }),
        reject: () => reject(new TypeError("Failed to fetch")),
        open: () => {
          const encoder = new TextEncoder()
          const { readable, writable } = new TransformStream<Uint8Array, Uint8Array>()
          const writer = writable.getWriter()
          const write = (text: string) => void writer.write(encoder.encode(text)).catch(() => {})
          signal?.addEventListener("abort", () => void writer.abort().catch(() => {}))
          resolve(new Response(readable))
          return { push: (...frames) => write(lines(frames)), beat: () => write("\n"), end: () => void writer.close().catch(() => {}) }
        }
      })
    })
  return {
    sockets,
    posts,
    setRandom: (value) => {
      random = value
    },
    setOnline: (value) => {
      isOnline = value
    },
    wake: () => wakers.forEach((waker) => waker()),
    platform: {
      ...(options.hasSockets !== false && { openSocket }),
      fetch,
      setTimeout: clock.setTimeout,
      clearTimeout: clock.clearTimeout,
      now: clock.now,
      random: () => random,
      isOnline: () => isOnline,
      onWake: (listener) => {
        wakers.add(listener)
        return () => wakers.delete(listener)
      }
    }
  }
}
