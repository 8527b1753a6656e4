import { afterEach, beforeEach, describe, expect, it, vi } from "vitest"
import CossistantClient, { getVisitorId, RealtimeClient, type RealtimeEvent } from "../../entries/index.ts"
import "../../client/live.ts"
import { type FakeServer, makeFakeServer } from "../../suite/FakeServer.ts"
import "../../widget/panel.ts"
import "./clientCalls.ts"
import { makePage } from "./testing/page.ts"
import { widgetOf } from "./widgetOf.ts"

describe("without a provider", () => {
  let server: FakeServer
  let storage: ReturnType<typeof makePage>
  const ends: Array<() => void> = []
  beforeEach(() => {
    server = makeFakeServer()
    storage = makePage()
    vi.stubGlobal("fetch", server.fetch)
  })
  afterEach(() => {
    for (const end of ends.splice(0)) end()
    vi.unstubAllGlobals()
  })

  it("a client has a widget of its own, which lives from its first call until it is destroyed", async () => {
    const client = new CossistantClient({ publicKey: "pk_test_own", apiUrl: "https://desk.example/", wsUrl: "wss://desk.example" })
    ends.push(() => client.destroy())
    const widget = widgetOf(client)
    expect(widget?.get()).toMatchObject({ isRunning: false, apiUrl: "https://desk.example" })
    expect(server.requests).toEqual([])
    const website = await client.fetchWebsite()
    expect(website).toMatchObject({ name: "Acme", visitor: null })
    const { conversationId } = client.initiateConversation()
    const { item } = await client.sendMessage({ conversationId, item: { text: "hello" } })
    expect(item).toMatchObject({ conversationId, text: "hello", visitorId: server.visitor.id })
    expect(client.conversationsStore.getState().ids).toEqual([conversationId])
    expect(getVisitorId(website.id)).toBe(server.visitor.id)
    await client.logout()
    expect(getVisitorId(website.id)).toBeNull()
    client.destroy()
    expect(widget?.get().isRunning).toBe(false)
    expect((await client.fetchWebsite({ force: true })).name).toBe("Acme")
    expect(widget?.get().isRunning).toBe(true)
  })

  it("a live connection begins with `connect`, tells what happens, and ends with `disconnect`", async () => {
    const id = server.begin(["hello"])
    storage.setItem("cossistant:1:pk_test_live:visitor", JSON.stringify({ secret: "vs_secret", visitorId: server.visitor.id }))
    const heard: Array<RealtimeEvent["type"]> = []
    const said: Array<string> = []
    let onTold = () => {}
    const realtime = new RealtimeClient({
      wsUrl: "wss://desk.example/ws",
      onConnect: () => said.push("up"),
      onDisconnect: () => said.push("down"),
      onEvent: ({ type }) => {
        heard.push(type)
        onTold()
      }
    })
    ends.push(() => realtime.destroy())
    expect(() => realtime.send({ type: "conversationSeen", payload: { conversationId: id } })).toThrow("UNREACHABLE")
    const up = new Promise<void>((resolve) => realtime.onStateChange(({ status }) => status === "connected" && resolve()))
    realtime.connect({ visitorId: server.visitor.id, publicKey: "pk_test_live" })
    await up
    const told = new Promise<void>((resolve) => {
      onTold = () => heard.includes("timelineItemCreated") && resolve()
    })
    server.say(id, "hello back")
    await told
    expect(heard.filter((type) => type === "timelineItemCreated")).toHaveLength(1)
    realtime.sendRaw("ping")
    realtime.send({ type: "conversationTyping", payload: { conversationId: id, isTyping: true, visitorPreview: "secret" } })
    expect(server.requests.at(-1)).toEqual({ tag: "conversations.typing", payload: { conversationId: id, isTyping: true } })
    realtime.disconnect()
    expect(realtime.getState().status).toBe("disconnected")
    expect(said).toEqual(["up", "down"])
  })

  it("only visitors connect from a browser", () => {
    const errors: Array<string> = []
    const realtime = new RealtimeClient({ onError: ({ message }) => errors.push(message) })
    realtime.connect({ privateKey: "sk_secret" })
    expect(errors).toEqual(["NOT_SUPPORTED"])
    expect(server.requests).toEqual([])
  })
})
