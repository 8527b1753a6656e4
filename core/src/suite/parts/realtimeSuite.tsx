import { describe, expect, it, vi } from "vitest"
import { eventually, press } from "../screen.ts"
import { makePartsStage, type PartsDriver, says } from "./stage.tsx"

/** Hooks that tell what happens live, run over each renderer. */
export const realtimeSuite = (renderer: string, driver: PartsDriver<"RealtimeProvider" | "SupportRealtimeProvider" | "WebSocketProvider">): void => {
  const { hooks: H, parts: P, read } = driver

  const Connection = () => {
    const live = H.useRealtimeConnection()
    return <>{live.isConnected ? "connected" : "not yet"}</>
  }

  describe(`realtime in ${renderer}`, { timeout: 20_000 }, () => {
    const page = makePartsStage(driver)
    const { draw, show } = page
    const asked = (tag: string) => page.server.requests.filter((request) => request.tag === tag)

    it("tells what happens in its documented shape", async () => {
      const id = page.server.begin(["> Hello"])
      page.comeBack()
      const types: Array<string> = []
      const Listener = () => {
        const thread = H.useConversationTimelineItems(id)
        const live = H.useRealtimeSupport({
          onEvent: ({ type }) => void types.push(type)
        })
        return <p>{live.isConnected ? "connected" : "not yet"} {thread.items.length} {live.lastEvent?.type} {String(live.lastEvent === live.lastMessage)}</p>
      }
      show(() => <Listener />)
      await says("connected 1")
      page.server.say(id, "News")
      await says("connected 2 conversationUpdated true")
      expect(types).toEqual(["timelineItemCreated", "conversationUpdated"])
    })

    it("calls the handlers of a type with what happened and the host's context, and tells of one that fails", async () => {
      const id = page.server.begin(["> Hello"])
      page.comeBack()
      const created = vi.fn()
      const failed = vi.fn()
      const Listener = () => {
        const live = H.useRealtime({
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
      show(() => <P.SupportRealtimeProvider><Listener /></P.SupportRealtimeProvider>)
      await says("connected")
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
        H.useRealtime({ events: { timelineItemCreated: mine } })
        H.useRealtime({ events: { timelineItemCreated: others }, visitorId: "someone else" })
        return <p><Connection /></p>
      }
      show(() => <Listener />)
      await says("connected")
      page.server.say(id, "News")
      await eventually("mine", () => mine.mock.calls.length === 1)
      expect(others).not.toHaveBeenCalled()
    })

    it("sends that the visitor writes, tells of the connection, and gives the socket's older names", async () => {
      const id = page.server.begin(["> Hello"])
      page.comeBack()
      const onConnect = vi.fn()
      const Socket = () => {
        const socket = H.useWebSocket()
        const list = H.useConversations()
        const isReady = () => socket.isConnected && socket.connectionId !== null && list.conversations.length > 0
        return (
          <>
            <p>{isReady() ? `connected ${String(socket.visitorId === page.server.visitor.id)} ${String(socket.userId)} ${String(socket.lastMessage)}` : "not yet"}</p>
            <button onClick={() => socket.send({ type: "conversationTyping", payload: { conversationId: id, isTyping: true, visitorPreview: "secret" } })}>Type</button>
            <button onClick={() => { socket.sendRaw("ping"); socket.sendRaw(JSON.stringify({ type: "conversationSeen", payload: { conversationId: id } })) }}>Raw</button>
          </>
        )
      }
      show(() => <P.WebSocketProvider onConnect={onConnect}><Socket /></P.WebSocketProvider>)
      await says("connected true null null")
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
        const phase = H.useProcessingStore((state) => state.conversations[id]?.phase ?? "nothing")
        return <p><Connection /> {read(phase)}</p>
      }
      show(() => <Progress />)
      await says("connected nothing")
      const run = { conversationId: id, workflowRunId: "w1", aiAgentId: "ai1" }
      page.server.tell({ _tag: "Processing", ...run, phase: "thinking", message: null, tool: null })
      await says("connected thinking")
      page.server.tell({ _tag: "ProcessingDone", ...run, status: "success" })
      await says("connected nothing")
    })

    it("refuses who can't connect from a browser", async () => {
      const onError = vi.fn()
      draw(() => <P.RealtimeProvider auth={{ sessionToken: "secret" }} wsUrl="https://support.example" onError={onError}><Connection /></P.RealtimeProvider>)
      await eventually("an error", () => onError.mock.calls.length > 0)
      expect(String(onError.mock.calls[0]?.[0])).toContain("NOT_SUPPORTED")
      expect(document.body.textContent).toBe("not yet")
    })
  })
}
