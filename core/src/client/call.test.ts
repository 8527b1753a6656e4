import { describe, expect, it } from "vitest"
import { chunk, failure, position, setUp } from "./testing/setUp.ts"

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

describe("a call that was given up before it began", () => {
  it("is never asked", async () => {
    const { client, clock, network } = setUp()
    const aborter = new AbortController()
    aborter.abort()
    expect(await failure(client.call("websites.get", undefined, { signal: aborter.signal }))).toEqual({ _tag: "Aborted" })
    await clock.advance(30_000)
    expect(network.posts).toEqual([])
    expect(clock.due()).toEqual([])
  })
})
