import { eventually, press } from "@cossistant/core/suite/screen"
import { describe, expect, it, vi } from "vitest"
import { useConversations, useConversationTimelineItems, useRealtimeSupport } from "../hooks.ts"
import { makePage } from "../primitives/testing/mount.tsx"
import {
  RealtimeProvider, SupportRealtimeProvider, useProcessingStore, useRealtime, useRealtimeConnection
} from "../realtime.ts"
import { useWebSocket, WebSocketProvider } from "./WebSocketProvider.tsx"

const page = makePage()
const text = () => document.body.textContent ?? ""
const shown = (wanted: string) => eventually(`text ${wanted}`, () => text().includes(wanted))
const asked = (tag: string) => page.server.requests.filter((request) => request.tag === tag)

const Connection = () => {
  const live = useRealtimeConnection()
  return <>{live.isConnected ? "connected" : "not yet"}</>
}

describe("realtime", () => {
  it("tells what happens in its documented shape, after the widget knows of it", async () => {
    const id = page.server.begin(["> Hello"])
    page.comeBack()
    const known: Array<number> = []
    const types: Array<string> = []
    const Listener = () => {
      const thread = useConversationTimelineItems(id)
      const live = useRealtimeSupport({
        onEvent: ({ type }) => {
          types.push(type)
          known.push(thread.items.length)
        }
      })
      return <p>{live.isConnected ? "connected" : "not yet"} {thread.items.length} {live.lastEvent?.type} {String(live.lastEvent === live.lastMessage)}</p>
    }
    page.show(() => <Listener />)
    await shown("connected 1")
    page.server.say(id, "News")
    await shown("connected 2 conversationUpdated true")
    expect(types).toEqual(["timelineItemCreated", "conversationUpdated"])
    expect(known[0]).toBe(2)
  })

  it("calls the handlers of a type with what happened and the host's context, and tells of one that fails", async () => {
    const id = page.server.begin(["> Hello"])
    page.comeBack()
    const created = vi.fn()
    const failed = vi.fn()
    const Listener = () => {
      const live = useRealtime({
        context: { name: "inbox" },
        events: {
          timelineItemCreated: [
            ({ item }, { context, event }) => created(item.text, context?.name, event.type),
            () => Promise.reject(new Error("broken handler"))
          ]
        },
        onEventError: (error, { type }) => failed(String(error), type)
      })
      return <p>{live.isConnected && live.websiteId !== null ? "connected" : "not yet"}</p>
    }
    page.show(() => <SupportRealtimeProvider><Listener /></SupportRealtimeProvider>)
    await shown("connected")
    page.server.say(id, "News")
    await eventually("a failure", () => failed.mock.calls.length === 1)
    expect(created.mock.calls).toEqual([["News", "inbox", "timelineItemCreated"]])
    expect(failed.mock.calls).toEqual([["Error: broken handler", "timelineItemCreated"]])
  })

  it("passes over events of another visitor", async () => {
    const id = page.server.begin(["> Hello"])
    page.comeBack()
    const mine = vi.fn()
    const others = vi.fn()
    const Listener = () => {
      useRealtime({ events: { timelineItemCreated: mine } })
      useRealtime({ events: { timelineItemCreated: others }, visitorId: "someone else" })
      return <p><Connection /></p>
    }
    page.show(() => <Listener />)
    await shown("connected")
    page.server.say(id, "News")
    await eventually("mine", () => mine.mock.calls.length === 1)
    expect(others).not.toHaveBeenCalled()
  })

  it("sends that the visitor writes, tells of the connection, and gives the socket's older names", async () => {
    const id = page.server.begin(["> Hello"])
    page.comeBack()
    const onConnect = vi.fn()
    const Socket = () => {
      const socket = useWebSocket()
      const list = useConversations()
      const isReady = () => socket.isConnected && socket.connectionId !== null && list.conversations.length > 0
      return (
        <>
          <p>{isReady() ? `connected ${String(socket.visitorId === page.server.visitor.id)} ${String(socket.userId)} ${String(socket.lastMessage)}` : "not yet"}</p>
          <button onClick={() => socket.send({ type: "conversationTyping", payload: { conversationId: id, isTyping: true, visitorPreview: "secret" } })}>Type</button>
          <button onClick={() => { socket.sendRaw("ping"); socket.sendRaw(JSON.stringify({ type: "conversationSeen", payload: { conversationId: id } })) }}>Raw</button>
        </>
      )
    }
    page.show(() => <WebSocketProvider onConnect={onConnect}><Socket /></WebSocketProvider>)
    await shown("connected true null null")
    await eventually("a told connection", () => onConnect.mock.calls.length === 1)
    await press("Type")
    await eventually("it told", () => asked("conversations.typing").length === 1)
    // What is being written is the visitor's own, unless the site shows it to its team.
    expect(asked("conversations.typing")[0]?.payload).toEqual({ conversationId: id, isTyping: true })
    await press("Raw")
    await eventually("the mark", () => asked("conversations.seen").length === 1)
  })

  it("shows what an AI agent does until it is done", async () => {
    const id = page.server.begin(["> Hello"])
    page.comeBack()
    const Progress = () => {
      const phase = useProcessingStore((state) => state.conversations[id]?.phase ?? "nothing")
      return <p><Connection /> {phase()}</p>
    }
    page.show(() => <Progress />)
    await shown("connected nothing")
    const run = { conversationId: id, workflowRunId: "w1", aiAgentId: "ai1" }
    page.server.tell({ _tag: "Processing", ...run, phase: "thinking", message: null, tool: null })
    await shown("connected thinking")
    page.server.tell({ _tag: "ProcessingDone", ...run, status: "success" })
    await shown("connected nothing")
  })

  it("says why where there is no connection to listen to, and refuses who can't connect from a browser", async () => {
    expect(() => page.draw(() => <Connection />)).toThrow("RealtimeProvider")
    const onError = vi.fn()
    page.draw(() => <RealtimeProvider auth={{ sessionToken: "secret" }} wsUrl="https://support.example" onError={onError}><Connection /></RealtimeProvider>)
    await eventually("an error", () => onError.mock.calls.length > 0)
    expect(String(onError.mock.calls[0]?.[0])).toContain("NOT_SUPPORTED")
    expect(text()).toBe("not yet")
  })
})
