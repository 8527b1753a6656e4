import { describe, expect, it } from "vitest"
import { chunk, position, setUp } from "./testing/setUp.ts"

describe("a subscription", () => {
  it("is asked for again after a cut, from the newest position", async () => {
    const { client, clock, network, seen, subscribe } = setUp()
    await subscribe()
    const [first] = network.sockets
    first?.accept()
    expect(first?.sent[0]).toMatchObject({ tag: "sync.subscribe", payload: { token: null } })
    first?.push(chunk(first, position("1.1")), chunk(first, position("1.2")))
    expect(client.status()).toEqual({ _tag: "Online", transport: "socket" })
    first?.cut()
    expect(client.status()).toMatchObject({ _tag: "Reconnecting", since: clock.now(), nextTryAt: clock.now() + 500 })
    await clock.advance(500)
    const second = network.sockets[1]
    second?.accept()
    expect(second?.sent[0]).toMatchObject({ tag: "sync.subscribe", payload: { token: "1.2" } })
    expect(seen).toEqual([position("1.1"), position("1.2")])
  })

  it("waits a random time between nothing and a doubling cap of at most 30 s", async () => {
    const { client, clock, network, subscribe } = setUp()
    network.setRandom(1)
    await subscribe()
    const [first] = network.sockets
    first?.accept()
    if (first) first.push(chunk(first, position("1.1")))
    first?.cut()
    const delays: Array<number> = []
    for (let tried = 1; tried < 12; tried++) {
      const status = client.status()
      const delay = status._tag === "Reconnecting" ? status.nextTryAt - clock.now() : -1
      delays.push(delay)
      await clock.advance(delay)
      network.sockets.at(-1)?.cut()
      await clock.settle()
      network.posts.at(-1)?.reject()
      await clock.settle()
    }
    expect(delays.slice(0, 6)).toEqual([1_000, 2_000, 4_000, 8_000, 16_000, 30_000])
    expect(Math.max(...delays)).toBe(30_000)
    network.setRandom(0)
    await clock.advance(30_000)
    network.sockets.at(-1)?.cut()
    network.posts.at(-1)?.reject()
    expect(client.status()).toMatchObject({ nextTryAt: clock.now() })
  })

  it("keeps its line alive by a ping each 15 s and takes it for dead after 45 s of silence", async () => {
    const { client, clock, network, subscribe } = setUp()
    await subscribe()
    const [socket] = network.sockets
    socket?.accept()
    if (socket) socket.push(chunk(socket, position("1.1")))
    await clock.advance(30_000)
    expect(socket?.sent.filter(({ _tag }) => _tag === "Ping")).toHaveLength(2)
    socket?.push({ _tag: "Pong" })
    await clock.advance(44_000)
    expect(client.status()._tag).toBe("Online")
    await clock.advance(1_000)
    expect(client.status()._tag).toBe("Reconnecting")
    expect(socket?.isClosed()).toBe(true)
  })

  it("gives up when it is turned away, and says why", async () => {
    const { client, clock, network, subscribe } = setUp()
    await subscribe()
    const [socket] = network.sockets
    socket?.accept()
    socket?.push({ _tag: "Refused", error: { _tag: "InvalidKey" } })
    socket?.cut()
    await clock.advance(600_000)
    expect(client.status()).toEqual({ _tag: "Refused", error: { _tag: "InvalidKey" } })
    expect(network.sockets).toHaveLength(1)
  })

  it("ends with the typed error when the server refuses the stream itself", async () => {
    const { client, clock, ends, network, subscribe } = setUp()
    await subscribe()
    const [socket] = network.sockets
    socket?.accept()
    socket?.push({ _tag: "Exit", requestId: 1, exit: { _tag: "Failure", cause: [{ _tag: "Fail", error: { _tag: "UnknownVisitor" } }] } })
    await clock.advance(60_000)
    expect(ends).toEqual([{ _tag: "UnknownVisitor" }])
    expect(client.status()._tag).toBe("Idle")
    expect(network.sockets).toHaveLength(1)
  })

  it("is asked for again on the same line when the server ends it to be resumed", async () => {
    const { clock, network, subscribe } = setUp()
    await subscribe()
    const [socket] = network.sockets
    socket?.accept()
    socket?.push(chunk(socket, position("1.7"), { _tag: "Resume" }), { _tag: "Exit", requestId: 1, exit: { _tag: "Success", value: null } })
    await clock.advance(2_000)
    expect(socket?.sent.filter(({ _tag }) => _tag === "Request").at(-1)).toMatchObject({ id: 1, payload: { token: "1.7" } })
    expect(network.sockets).toHaveLength(1)
  })

  it("hangs up when nobody listens any more", async () => {
    const { client, clock, network, subscribe } = setUp()
    const stop = await subscribe()
    network.sockets[0]?.accept()
    stop()
    await clock.advance(120_000)
    expect(client.status()._tag).toBe("Idle")
    expect(network.sockets[0]?.isClosed()).toBe(true)
    expect(clock.due()).toEqual([])
  })

  it("moves to a new line without a gap when its server goes away", async () => {
    const { client, clock, network, seen, subscribe } = setUp()
    await subscribe()
    const [old] = network.sockets
    old?.accept()
    old?.push(chunk(old, position("1.1")))
    client.move(10_000)
    await clock.advance(5_000)
    const next = network.sockets[1]
    next?.accept()
    expect(old?.isClosed()).toBe(false)
    next?.push(chunk(next, position("1.2")))
    expect(old?.isClosed()).toBe(true)
    expect(seen).toEqual([position("1.1"), position("1.2")])
    expect(client.status()._tag).toBe("Online")
  })
})
