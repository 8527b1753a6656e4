import { describe, expect, it } from "vitest"
import { chunk, position, setUp } from "./testing/setUp.ts"

describe("a connection", () => {
  it("climbs from asking to the HTTP stream where only sockets are kept out", async () => {
    const { client, clock, network, subscribe } = setUp()
    await subscribe()
    await clock.advance(10_000)
    network.posts.find(({ frame }) => frame.tag === "sync.pull")?.succeed({ events: [position("1.1")] })
    await clock.settle()
    expect(client.status()).toEqual({ _tag: "Online", transport: "poll" })
    for (let asked = 0; asked < 22; asked++) {
      await clock.advance(3_000)
      network.posts.findLast(({ frame }) => frame.tag === "sync.pull")?.succeed({ events: [] })
    }
    expect(network.sockets).toHaveLength(2)
    const stream = network.posts.filter(({ frame }) => frame.tag === "sync.subscribe").at(-1)
    stream?.open().push({ _tag: "Chunk", requestId: 1, values: [position("1.2")] })
    await clock.settle()
    expect(client.status()).toEqual({ _tag: "Online", transport: "stream" })
  })

  it("comes back when an HTTP stream ends in good order", async () => {
    const { client, clock, network, subscribe } = setUp({ hasSockets: false })
    await subscribe()
    const reply = network.posts[0]?.open()
    reply?.push({ _tag: "Chunk", requestId: 1, values: [position("1.1")] })
    await clock.settle()
    reply?.end()
    await clock.settle()
    expect(client.status()._tag).toBe("Reconnecting")
    await clock.advance(1_000)
    expect(network.posts[1]?.frame).toMatchObject({ tag: "sync.subscribe", payload: { token: "1.1" } })
  })

  it("is tried again after a refusal once nobody listened and somebody does", async () => {
    const { client, network, subscribe } = setUp()
    const stop = await subscribe()
    const [first] = network.sockets
    first?.accept()
    first?.push({ _tag: "Refused", error: { _tag: "OriginRefused" } })
    expect(client.status()._tag).toBe("Refused")
    stop()
    expect(client.status()._tag).toBe("Idle")
    await subscribe()
    const second = network.sockets[1]
    second?.accept()
    second?.push(chunk(second, position("1.1")))
    expect(client.status()).toEqual({ _tag: "Online", transport: "socket" })
  })

  it("that lasted is forgiven its former failures, one that only flapped isn't", async () => {
    const { client, clock, network, subscribe } = setUp()
    network.setRandom(1)
    await subscribe()
    const waits: Array<number> = []
    for (const lasted of [0, 0, 0, 29_000, 44_000, 0]) {
      const socket = network.sockets.at(-1)
      socket?.accept()
      socket?.push(chunk(socket, position("1.1")), chunk(socket, position("1.2")))
      await clock.advance(lasted)
      socket?.cut()
      const status = client.status()
      const wait = status._tag === "Reconnecting" ? status.nextTryAt - clock.now() : -1
      waits.push(wait)
      await clock.advance(wait)
    }
    expect(waits).toEqual([1_000, 2_000, 4_000, 8_000, 1_000, 2_000])
  })

  it("hangs up only when the last call is answered, though nobody listens any more", async () => {
    const { client, network, subscribe } = setUp()
    const stop = await subscribe()
    const [socket] = network.sockets
    socket?.accept()
    socket?.push(chunk(socket, position("1.1")))
    const answer = client.call("websites.get")
    stop()
    expect(socket?.isClosed()).toBe(false)
    const asked = socket?.sent.findLast(({ tag }) => tag === "websites.get")
    socket?.push({ _tag: "Exit", requestId: asked?.["id"], exit: { _tag: "Success", value: { name: "Acme" } } })
    expect(await answer).toEqual({ name: "Acme" })
    expect(socket?.isClosed()).toBe(true)
    expect(network.posts).toEqual([])
  })
})
