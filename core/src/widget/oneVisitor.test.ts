import { describe, expect, it } from "vitest"
import { makeFakeBrowser } from "./testing/FakeBrowser.ts"
import { said } from "./testing/talking.ts"

/** A lock that one page of a browser holds at a time, as browsers have it. */
const makeLock = () => {
  let last = Promise.resolve()
  return { exclusively: (_name: string, work: () => Promise<void>) => (last = last.then(work, work)) }
}

describe("one visitor", () => {
  it("is made of two tabs in which somebody writes at once", async () => {
    const { clock, open, server, setDelay } = makeFakeBrowser()
    const tabs = [open(), open()]
    const lock = makeLock()
    for (const tab of tabs) {
      Object.assign(tab.platform, lock)
      await tab.start()
    }
    setDelay((tag) => tag === "visitors.start" ? 500 : 0)
    tabs[0]?.widget.startConversation("from the first")
    tabs[1]?.widget.startConversation("from the second")
    await clock.advance(10_000)
    expect(server.calledWith("visitors.start")).toHaveLength(1)
    expect(tabs.map(said)).toEqual([["from the first"], ["from the second"]])
  })

  it("ends on the server, too, where nothing may be stored", async () => {
    const { clock, forbidStorage, open, server, setDown } = makeFakeBrowser()
    forbidStorage()
    const tab = open()
    await tab.start()
    tab.widget.startConversation("hello")
    await clock.advance(1_000)
    setDown(true)
    void tab.widget.logout()
    await clock.advance(5_000)
    setDown(false)
    await clock.advance(60_000)
    expect(server.calledWith("visitors.logout")).toHaveLength(1)
  })
})
