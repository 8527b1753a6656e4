import { describe, expect, it } from "vitest"
import type { WidgetRpcs } from "../rpcs.ts"
import { makeClient } from "./Client.ts"
import { makeLive } from "./live.ts"
import { RpcFailure } from "./RpcFailure.ts"
import { makeFakeClock } from "./testing/FakeClock.ts"
import { makeFakeNetwork } from "./testing/FakeNetwork.ts"

const position = (token: string) => ({ _tag: "Position", token }) as const

const setUp = (options: { readonly hasSockets?: boolean; readonly secret?: string | null } = {}) => {
  const clock = makeFakeClock()
  const network = makeFakeNetwork(clock, options)
  const client = makeClient<typeof WidgetRpcs>({
    url: "https://desk.example/rpc/widget", publicKey: "pk_live_1", secret: () => options.secret ?? null, platform: network.platform
  }, async () => ({ makeLive }))
  const seen: Array<unknown> = []
  const ends: Array<unknown> = []
  let token: string | null = null
  const subscribe = async () => {
    const stop = client.stream("sync.subscribe", {
      payload: () => ({ token }),
      poll: async () => (await client.call("sync.pull", { token })).events,
      onValue: (event) => {
        if (event._tag === "Position") token = event.token
        seen.push(event)
      },
      onEnd: (error) => ends.push(error)
    })
    await clock.settle()
    return stop
  }
  return { clock, network, client, seen, ends, subscribe }
}

const failure = (call: Promise<unknown>) => call.then(() => null, (cause: unknown) => cause instanceof RpcFailure ? cause.error : cause)

const chunk = (socket: { readonly sent: ReadonlyArray<Record<string, unknown>> }, ...values: ReadonlyArray<object>) =>
  ({ _tag: "Chunk", requestId: socket.sent.find(({ _tag }) => _tag === "Request")?.["id"], values })

describe("a call", () => {
  it("goes by POST while nothing live is open, with key and secret in headers only", async () => {
    const { client, network } = setUp({ secret: "vs_secret" })
    const answer = client.call("conversations.list", { limit: 5 })
    const [post] = network.posts
    expect(post?.url).toBe("https://desk.example/rpc/widget")
    expect(post?.headers).toEqual({
      "content-type": "application/x-ndjson", "x-public-key": "pk_live_1", authorization: "Bearer vs_secret"
    })
    expect(post?.frame).toEqual({ _tag: "Request", id: 1, tag: "conversations.list", payload: { limit: 5 }, headers: [] })
    post?.succeed({ conversations: [], nextCursor: null, total: 0 })
    expect(await answer).toEqual({ conversations: [], nextCursor: null, total: 0 })
  })

  it("goes over the socket that a stream keeps open, its secret in the frame and never in the address", async () => {
    const { client, clock, network, subscribe } = setUp({ secret: "vs_secret" })
    await subscribe()
    const [socket] = network.sockets
    expect(socket?.url).toBe("wss://desk.example/rpc/widget?key=pk_live_1")
    socket?.accept()
    if (socket) socket.push(chunk(socket, position("1.1")))
    const answer = client.call("visitors.logout")
    expect(socket?.sent.at(-1)).toEqual({
      _tag: "Request", id: 2, tag: "visitors.logout", payload: null, headers: [["authorization", "Bearer vs_secret"]]
    })
    socket?.push({ _tag: "Exit", requestId: 2, exit: { _tag: "Success", value: null } })
    expect(await answer).toBeNull()
    expect(network.posts).toHaveLength(0)
    await clock.settle()
  })

  it("rejects with the procedure's own typed error", async () => {
    const { client, network } = setUp()
    const answer = failure(client.call("conversations.timeline", { conversationId: "COAAAAAAAAAAAAAAAA" }))
    network.posts[0]?.fail({ _tag: "ConversationNotFound", conversationId: "COAAAAAAAAAAAAAAAA" })
    expect(await answer).toEqual({ _tag: "ConversationNotFound", conversationId: "COAAAAAAAAAAAAAAAA" })
  })

  it("says that the server is away when there is no network, an error page or no answer for 20 s", async () => {
    const { client, clock, network } = setUp()
    const answers = [1, 2, 3].map(() => failure(client.call("websites.get")))
    network.posts[0]?.reject()
    network.posts[1]?.html(502)
    await clock.advance(20_000)
    expect(await Promise.all(answers)).toEqual([
      { _tag: "Unreachable", status: null }, { _tag: "Unreachable", status: 502 }, { _tag: "Unreachable", status: null }
    ])
    expect(network.posts[2]?.signal?.aborted).toBe(true)
  })

  it("rejects with the reason when it is turned away at the door", async () => {
    const { client, network } = setUp()
    const answer = failure(client.call("websites.get"))
    network.posts[0]?.reply([{ _tag: "Refused", error: { _tag: "OriginRefused", origin: "https://x.example", reason: "origin_not_allowed" } }], 403)
    expect(await answer).toMatchObject({ _tag: "OriginRefused", origin: "https://x.example" })
  })

  it("can be taken back", async () => {
    const { client, network } = setUp()
    const aborter = new AbortController()
    const answer = failure(client.call("websites.get", undefined, { signal: aborter.signal }))
    aborter.abort()
    expect(await answer).toEqual({ _tag: "Aborted" })
    expect(network.posts[0]?.signal?.aborted).toBe(true)
  })

  it("is lost, not repeated, when its socket breaks", async () => {
    const { client, network, subscribe } = setUp()
    await subscribe()
    const [socket] = network.sockets
    socket?.accept()
    if (socket) socket.push(chunk(socket, position("1.1")))
    const answer = failure(client.call("websites.get"))
    socket?.cut()
    expect(await answer).toEqual({ _tag: "Unreachable", status: null })
  })
})

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
