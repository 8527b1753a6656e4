/** What comes back for a call: as the wire says it. */
export interface Exit {
  readonly _tag: "Success" | "Failure"
  readonly value?: unknown
}

interface Frame {
  readonly _tag: string
  readonly requestId: number
  readonly exit: Exit
  readonly values: ReadonlyArray<LiveValue>
}

/** One value of a live stream, as far as the bench looks into it. */
export interface LiveValue {
  readonly _tag: string
  readonly token?: string
  readonly item?: { readonly id: string }
}

/** A plain socket that speaks the protocol (docs/protocol.md) and nothing more, the same for the product and the floor. */
export class Socket {
  private readonly waiting = new Map<number, { readonly resolve: (exit: Exit) => void; readonly reject: (error: Error) => void }>()
  private readonly streams = new Map<number, (values: ReadonlyArray<LiveValue>) => void>()
  private lastId = 0

  private constructor(private readonly socket: WebSocket, private readonly secret: string | undefined) {
    socket.addEventListener("message", ({ data }) => {
      for (const line of String(data).split("\n")) if (line !== "") this.take(JSON.parse(line))
    })
    socket.addEventListener("close", ({ code }) => {
      for (const { reject } of this.waiting.values()) reject(new Error(`The socket was closed with ${code}.`))
    })
  }

  /** Opens a socket with the headers a browser would set; `secret` is a visitor's. */
  static open(url: string, headers: Readonly<Record<string, string>>, secret?: string): Promise<Socket> {
    return new Promise((resolve, reject) => {
      // Bun's WebSocket takes headers; the browser's type doesn't know them.
      const socket = new WebSocket(url, { headers } as never)
      socket.addEventListener("open", () => resolve(new Socket(socket, secret)), { once: true })
      socket.addEventListener("error", () => reject(new Error(`${url} can't be opened.`)), { once: true })
    })
  }

  /** Calls a procedure; rejects when it fails. */
  call(tag: string, payload: unknown): Promise<unknown> {
    const id = this.request(tag, payload)
    return new Promise<Exit>((resolve, reject) => this.waiting.set(id, { resolve, reject })).then((exit) => {
      if (exit._tag === "Failure") throw new Error(`${tag} failed: ${JSON.stringify(exit)}`)
      return exit.value
    })
  }

  /** Opens a stream. Resolves with the token of the first position, when all that came before it is here. */
  subscribe(payload: unknown, onValue: (value: LiveValue) => void): Promise<string> {
    const id = this.request("sync.subscribe", payload)
    return new Promise((resolve, reject) => {
      this.streams.set(id, (values) => {
        for (const value of values) {
          if (value._tag === "Position") resolve(value.token ?? "")
          onValue(value)
        }
      })
      this.waiting.set(id, { resolve: (exit) => reject(new Error(`The stream ended: ${JSON.stringify(exit)}`)), reject })
    })
  }

  close(): void {
    this.socket.close()
  }

  private request(tag: string, payload: unknown): number {
    const id = ++this.lastId
    const headers = this.secret === undefined ? [] : [["authorization", `Bearer ${this.secret}`]]
    this.socket.send(`${JSON.stringify({ _tag: "Request", id, tag, payload, headers })}\n`)
    return id
  }

  private take(frame: Frame): void {
    if (frame._tag === "Chunk") this.streams.get(frame.requestId)?.(frame.values)
    if (frame._tag !== "Exit") return
    this.waiting.get(frame.requestId)?.resolve(frame.exit)
    this.waiting.delete(frame.requestId)
  }
}
