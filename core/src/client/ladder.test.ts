import { describe, expect, it } from "vitest"
import { chunk, position, setUp } from "./testing/setUp.ts"

describe("the ladder of transports", () => {
  it("takes the HTTP stream when a socket doesn't open within 5 s", async () => {
    const { client, clock, network, seen, subscribe } = setUp()
    await subscribe()
    await clock.advance(5_000)
    const [post] = network.posts
    expect(post?.frame).toMatchObject({ tag: "sync.subscribe", payload: { token: null } })
    post?.open().push({ _tag: "Chunk", requestId: 1, values: [position("1.1")] })
    await clock.settle()
    expect(seen).toEqual([position("1.1")])
    expect(client.status()).toEqual({ _tag: "Online", transport: "stream" })
  })

  it("takes the HTTP stream when sockets die twice before they said anything", async () => {
    const { clock, network, subscribe } = setUp()
    await subscribe()
    network.sockets[0]?.accept()
    network.sockets[0]?.cut()
    expect(network.posts).toHaveLength(0)
    await clock.advance(1_000)
    network.sockets[1]?.cut()
    await clock.settle()
    expect(network.posts[0]?.frame.tag).toBe("sync.subscribe")
  })

  it("polls every 3 s when a proxy keeps the stream's bytes back for 5 s", async () => {
    const { client, clock, network, seen, subscribe } = setUp({ hasSockets: false })
    await subscribe()
    network.posts[0]?.open()
    await clock.advance(5_000)
    expect(network.posts[0]?.signal?.aborted).toBe(true)
    expect(network.posts[1]?.frame).toMatchObject({ tag: "sync.pull", payload: { token: null } })
    network.posts[1]?.succeed({ events: [position("1.1")] })
    await clock.settle()
    expect(client.status()).toEqual({ _tag: "Online", transport: "poll" })
    await clock.advance(3_000)
    expect(network.posts[2]?.frame).toMatchObject({ tag: "sync.pull", payload: { token: "1.1" } })
    expect(seen).toEqual([position("1.1")])
  })

  it("connects at once when a call gets through while it waits for its next try", async () => {
    const { client, clock, network, subscribe } = setUp()
    await subscribe()
    const [first] = network.sockets
    first?.accept()
    if (first) first.push(chunk(first, position("1.1")))
    first?.cut()
    expect(client.status()).toMatchObject({ _tag: "Reconnecting" })
    expect(network.sockets).toHaveLength(1)
    const answer = client.call("websites.get")
    network.posts[0]?.succeed({})
    await answer
    expect(network.sockets).toHaveLength(2)
    await clock.settle()
  })

  it("tries a better transport every 60 s beside the one that works, and changes over at its first word", async () => {
    const { client, clock, network, subscribe } = setUp()
    await subscribe()
    await clock.advance(5_000)
    const reply = network.posts[0]?.open()
    reply?.push({ _tag: "Chunk", requestId: 1, values: [position("1.1")] })
    await clock.settle()
    await clock.advance(30_000)
    reply?.beat()
    await clock.advance(30_000)
    const socket = network.sockets[1]
    expect(client.status()).toEqual({ _tag: "Online", transport: "stream" })
    socket?.accept()
    expect(socket?.sent[0]).toMatchObject({ payload: { token: "1.1" } })
    socket?.push(chunk(socket, position("1.2")))
    expect(client.status()).toEqual({ _tag: "Online", transport: "socket" })
    expect(network.posts[0]?.signal?.aborted).toBe(true)
  })

  it("climbs at once when the device comes online", async () => {
    const { clock, network, subscribe } = setUp()
    await subscribe()
    await clock.advance(5_000)
    network.posts[0]?.open().push({ _tag: "Chunk", requestId: 1, values: [position("1.1")] })
    await clock.settle()
    network.wake()
    expect(network.sockets).toHaveLength(2)
  })

  it("doesn't blame the socket when the server is away on every transport", async () => {
    const { clock, network, subscribe } = setUp()
    await subscribe()
    network.sockets[0]?.cut()
    await clock.advance(1_000)
    network.sockets[1]?.cut()
    network.posts[0]?.reject()
    await clock.advance(30_000)
    expect(network.sockets.length).toBeGreaterThan(2)
  })

  it("says offline when the device does, and comes back at once when it wakes", async () => {
    const { client, network, subscribe } = setUp()
    await subscribe()
    const [socket] = network.sockets
    socket?.accept()
    if (socket) socket.push(chunk(socket, position("1.1")))
    network.setOnline(false)
    socket?.cut()
    expect(client.status()._tag).toBe("Offline")
    network.setOnline(true)
    network.wake()
    expect(network.sockets).toHaveLength(2)
  })
})
