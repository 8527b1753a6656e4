import * as Effect from "effect/Effect"
import { connect, type Socket } from "node:net"

/** A frame as it came, parsed. */
export interface Frame {
  readonly _tag: string
  readonly requestId?: string | number
  readonly values?: ReadonlyArray<unknown>
  readonly exit?: { readonly _tag: string; readonly value?: unknown; readonly cause?: ReadonlyArray<{ readonly _tag: string; readonly error?: unknown }> }
  readonly defect?: unknown
  readonly error?: unknown
}

export const request = (id: string | number, tag: string, payload?: unknown, headers: ReadonlyArray<readonly [string, string]> = []) =>
  ({ _tag: "Request", id, tag, payload, headers })

const deadline = 10_000

/** A WebSocket without any client logic. Every wait has a deadline, so a test fails instead of hanging. */
export class WireSocket {
  readonly frames: Array<Frame> = []
  private readonly waiting: Array<() => void> = []
  readonly closed: Promise<{ readonly code: number; readonly reason: string }>

  private constructor(readonly socket: WebSocket) {
    socket.onmessage = ({ data }) => {
      for (const line of String(data).split("\n")) if (line !== "") this.frames.push(JSON.parse(line))
      for (const wake of this.waiting.splice(0)) wake()
    }
    this.closed = new Promise((resolve) => socket.onclose = ({ code, reason }) => resolve({ code, reason }))
  }

  static readonly open = (url: string, headers: Record<string, string> = {}) =>
    Effect.acquireRelease(
      Effect.promise(() => new Promise<WireSocket>((resolve, reject) => {
        // Bun's WebSocket takes headers, which the DOM's type doesn't know.
        const socket = new WebSocket(url, { headers } as unknown as string[])
        const client = new WireSocket(socket)
        socket.onopen = () => resolve(client)
        socket.onerror = () => reject(new Error(`no socket at ${url}`))
      })),
      ({ socket }) => Effect.sync(() => socket.close())
    )

  send(...messages: ReadonlyArray<unknown>): void {
    this.socket.send(messages.map((message) => JSON.stringify(message) + "\n").join(""))
  }

  /** Takes the first frame that fits out of what came; waits for it. */
  readonly next = (fits: (frame: Frame) => boolean): Effect.Effect<Frame> =>
    Effect.promise(async () => {
      for (;;) {
        const index = this.frames.findIndex(fits)
        if (index >= 0) return this.frames.splice(index, 1)[0] as Frame
        await new Promise<void>((resolve) => this.waiting.push(resolve))
      }
    }).pipe(Effect.timeoutOrElse({ duration: deadline, orElse: () => Effect.die(new Error(`only saw ${JSON.stringify(this.frames)}`)) }))

  /** Asks and waits for the answer. */
  readonly call = (id: string | number, tag: string, payload?: unknown, headers?: ReadonlyArray<readonly [string, string]>) =>
    Effect.andThen(Effect.sync(() => this.send(request(id, tag, payload, headers))), this.next((frame) => frame._tag === "Exit" && frame.requestId === id))
}

/** A TCP connection that says HTTP by hand and reads only when told: a browser on a bad line. */
export const rawConnection = (port: number, head: string, body = "") =>
  Effect.acquireRelease(
    Effect.promise(() => new Promise<Socket>((resolve, reject) => {
      const socket = connect(port, "127.0.0.1", () => {
        socket.write(head.trim().split("\n").map((line) => line.trim()).join("\r\n") + "\r\n\r\n" + body)
        resolve(socket)
      })
      socket.once("error", reject)
    })),
    (socket) => Effect.sync(() => socket.destroy())
  )

/** A line as one masked frame of a client, with a mask of nothing. (RFC 6455 §5.2) */
export const maskedFrame = (line: string): Buffer => Buffer.concat([
  Buffer.from([0x81, 0x80 | Math.min(line.length, 126), ...(line.length < 126 ? [] : [line.length >> 8, line.length & 255]), 0, 0, 0, 0]),
  Buffer.from(line)
])

/** Reads until the text so far holds `text`. */
export const readUntil = (socket: Socket, text: string) =>
  Effect.promise(() => new Promise<string>((resolve, reject) => {
    let seen = ""
    socket.on("data", (piece) => {
      seen += piece.toString("latin1")
      if (seen.includes(text)) resolve(seen)
    })
    socket.on("close", () => reject(new Error(`closed after ${seen.length} bytes without ${text}`)))
    socket.resume()
  })).pipe(Effect.timeout(deadline), Effect.orDie)
