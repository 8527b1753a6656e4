import { describe, expect, it } from "vitest"
import { homeView } from "./homeView.ts"
import { makeFakeBrowser } from "./testing/FakeBrowser.ts"
import { said, talking } from "./testing/talking.ts"
import type { ScriptedServer } from "./testing/ScriptedServer.ts"

/** Writes down the token of every subscription; `refuse` has the next ones end at once. */
const watched = (server: ScriptedServer) => {
  const subscribe = server.subscribe
  const asked = { tokens: new Array<string | null>(), open: 0, refuse: 0 }
  server.subscribe = (token, ...rest) => {
    asked.tokens.push(token)
    if (asked.refuse > 0) {
      asked.refuse--
      return { error: { _tag: "BadRequest", id: "1", issue: "no" } }
    }
    const stop = subscribe(token, ...rest)
    if (typeof stop !== "function") return stop
    asked.open++
    let isOpen = true
    return () => {
      if (isOpen) asked.open--
      isOpen = false
      stop()
    }
  }
  return asked
}

describe("news of the widget", () => {
  it("aren't asked for where the host says not to connect, nor is the list; and end when it says so later", async () => {
    const { clock, open, server } = makeFakeBrowser()
    const asked = watched(server)
    const tab = open()
    const layer = tab.widget.configure("provider")
    layer.set({ autoConnect: false })
    await tab.start()
    tab.widget.startConversation("hello")
    await clock.settle()
    tab.visit("/pricing")
    await clock.advance(60_000)
    expect(asked.tokens).toEqual([])
    expect(server.calledWith("conversations.list")).toEqual([])
    expect(server.calledWith("visitors.update")).toEqual([])
    layer.set({ autoConnect: true })
    await clock.settle()
    expect(asked.open).toBe(1)
    layer.set({ autoConnect: false })
    await clock.settle()
    expect(asked.open).toBe(0)
  })

  it("that the server refuses are asked for once more, from the beginning, and the list is read anew", async () => {
    const { clock, cut, server } = await talking()
    const asked = watched(server)
    await clock.advance(5_000)
    const lists = server.calledWith("conversations.list").length
    asked.refuse = 1
    cut()
    await clock.advance(120_000)
    expect(asked.tokens).toEqual([expect.any(String), null])
    expect(asked.open).toBe(1)
    expect(server.calledWith("conversations.list").length).toBeGreaterThan(lists)
  })

  it("that were refused aren't asked for again once the host wants none", async () => {
    const { clock, open, server } = makeFakeBrowser()
    const asked = watched(server)
    asked.refuse = 1
    const tab = open()
    await tab.start()
    tab.widget.startConversation("hello")
    await clock.settle()
    expect(asked.tokens).toEqual([null])
    tab.widget.configure("provider").set({ autoConnect: false })
    await clock.advance(120_000)
    expect(asked.tokens).toEqual([null])
  })

  it("hide at once what was another person's", async () => {
    const { clock, server, tab } = await talking()
    await clock.advance(1_000)
    server.fault("conversations.timeline", { _tag: "ConversationNotFound", conversationId: "x" })
    server.reload("identity")
    await clock.settle()
    expect(said(tab)).toEqual([])
    expect(homeView(tab.widget.get()).conversations).toEqual([])
  })
})
