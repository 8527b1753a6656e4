import { createServer, connect, type AddressInfo, type Server, type Socket } from "node:net"
import { once } from "node:events"

/** Which way bytes travel: `up` to the server, `down` to the client. */
export type Direction = "up" | "down"

type Fault =
  | { readonly _tag: "Clear" }
  | { readonly _tag: "Stalled"; readonly over: Promise<void> }
  | { readonly _tag: "Slow"; readonly bytesPerSecond: number }

const clear: Fault = { _tag: "Clear" }

/** A TCP proxy on loopback that goes wrong on demand. It starts clear; `resume()` puts everything right again. */
export class FaultProxy {
  readonly #server: Server
  readonly #target: () => number
  readonly #clients = new Set<Socket>()
  #faults: Record<Direction, Fault> = { up: clear, down: clear }
  #refusing = false
  #endStall = () => {}

  private constructor(server: Server, target: () => number) {
    this.#server = server
    this.#target = target
  }

  /** Opens a proxy on a free port, in front of the port of 127.0.0.1 that `target` gives at each new connection. */
  static async open(target: () => number): Promise<FaultProxy> {
    const server = createServer()
    const proxy = new FaultProxy(server, target)
    server.on("connection", (client) => proxy.#accept(client))
    server.listen(0, "127.0.0.1")
    await once(server, "listening")
    return proxy
  }

  /** The port clients connect to. */
  get port(): number {
    return (this.#server.address() as AddressInfo).port // a listening TCP server has no other kind of address
  }

  /** How many clients are connected. */
  get connections(): number {
    return this.#clients.size
  }

  /** Breaks every connection and refuses new ones, as a dead network does. */
  cut(): void {
    this.#refusing = true
    for (const client of this.#clients) client.destroy()
  }

  /** Holds bytes back without closing anything; `down` alone loses answers to requests that did arrive. */
  stall(...directions: ReadonlyArray<Direction>): void {
    const over = new Promise<void>((resolve) => (this.#endStall = resolve))
    this.#set({ _tag: "Stalled", over }, directions)
  }

  /** Lets bytes through at a trickle. */
  slow(bytesPerSecond: number, ...directions: ReadonlyArray<Direction>): void {
    this.#set({ _tag: "Slow", bytesPerSecond }, directions)
  }

  /** Ends every fault. Bytes held back arrive; broken connections stay broken, new ones get through. */
  resume(): void {
    this.#refusing = false
    this.#faults = { up: clear, down: clear }
    this.#endStall()
  }

  /** Breaks what is open and closes the port. */
  async close(): Promise<void> {
    this.cut()
    this.resume()
    this.#server.close()
    await once(this.#server, "close")
  }

  #set(fault: Fault, directions: ReadonlyArray<Direction>): void {
    for (const direction of directions.length > 0 ? directions : (["up", "down"] as const)) this.#faults[direction] = fault
  }

  #accept(client: Socket): void {
    if (this.#refusing) {
      client.destroy()
      return
    }
    const server = connect(this.#target(), "127.0.0.1")
    this.#clients.add(client)
    client.on("close", () => this.#clients.delete(client))
    this.#pump(client, server, "up")
    this.#pump(server, client, "down")
  }

  /** Carries bytes one chunk at a time, so that a fault that begins meanwhile holds the next one. */
  #pump(from: Socket, to: Socket, direction: Direction): void {
    from.on("data", (chunk) => {
      from.pause()
      void this.#pass(chunk.length, direction).then(() => to.write(chunk, () => from.resume()))
    })
    from.on("end", () => to.end())
    from.on("error", () => to.destroy())
    from.on("close", () => to.destroy())
  }

  async #pass(bytes: number, direction: Direction): Promise<void> {
    let fault = this.#faults[direction]
    while (fault._tag === "Stalled") {
      await fault.over
      fault = this.#faults[direction]
    }
    if (fault._tag === "Slow") await Bun.sleep((bytes / fault.bytesPerSecond) * 1000)
  }
}
