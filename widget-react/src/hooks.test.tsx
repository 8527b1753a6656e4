import { hooksSuite } from "@cossistant/core/suite/parts/hooksSuite"
import { eventually } from "@cossistant/core/suite/screen"
import { Profiler, useEffect } from "react"
import { renderToString } from "react-dom/server"
import { describe, expect, it, onTestFinished, vi } from "vitest"
import {
  Support, SupportProvider, Text, useSupport, useSupportConfig, useSupportEventEmitter, useSupportNavigation, useSupportStore, useSupportText, useVisitor
} from "./index.ts"
import { useSupportController } from "./internal/hooks.ts"
import { makePage } from "./primitives/testing/mount.tsx"
import { partsDriver } from "./testing/partsDriver.tsx"

hooksSuite("React", partsDriver)

const page = makePage()

/** Draws what a hook gives, and counts how often it was drawn with something new. */
const watch = <Value,>(use: () => Value) => {
  const seen: Array<Value> = []
  const Watcher = () => {
    const value = use()
    useEffect(() => {
      seen.push(value)
    }, [value])
    return null
  }
  const latest = (): Value => {
    const value = seen.at(-1)
    if (value === undefined) throw new Error("Nothing was drawn.")
    return value
  }
  return { Watcher, latest, seen }
}

describe("widget hooks", () => {
  it("throw outside a provider, but for the emitter, which tells nobody", () => {
    for (const use of [useSupport, useSupportConfig, useSupportNavigation, useSupportStore, useSupportText, useSupportController, useVisitor]) {
      const Outside = () => <i>{String(use())}</i>
      expect(() => renderToString(<Outside />)).toThrow(/SupportProvider/)
    }
    const { latest, Watcher } = watch(useSupportEventEmitter)
    page.draw(<Watcher />)
    latest().emitError(new Error("heard by nobody"))
  })

  it("leave the launcher as it is when the site answers: most sentences don't speak of it", async () => {
    const support = watch(useSupport)
    let times = 0
    const languages = vi.spyOn(navigator, "languages", "get").mockReturnValue([page.server.visitor.language ?? "en", "en"])
    onTestFinished(() => languages.mockRestore())
    page.server.begin(["Hello"])
    page.comeBack()
    page.show(<><support.Watcher /><Profiler id="support" onRender={() => void times++}><Support /></Profiler></>)
    const atFirst = times
    await eventually("the site", () => support.latest().website)
    expect(support.latest().visitor?.language).toBe(navigator.languages[0])
    expect(times).toBe(atFirst)
  })

  it("are not drawn again for what they don't tell", async () => {
    const id = page.server.begin(["> Hello"])
    page.comeBack()
    const config = watch(useSupportConfig)
    const place = watch(useSupportNavigation)
    const visitor = watch(useVisitor)
    const support = watch(useSupport)
    page.show(<><config.Watcher /><place.Watcher /><visitor.Watcher /><support.Watcher /></>)
    await eventually("unread", () => support.latest().unreadCount === 1)
    const before = [config.latest(), place.latest(), visitor.latest()]
    page.server.say(id, "Still there?")
    await eventually("more unread", () => support.latest().unreadCount === 2)
    expect([config.latest(), place.latest(), visitor.latest()]).toEqual(before)
    expect([config.latest() === before[0], place.latest() === before[1], visitor.latest() === before[2]]).toEqual([true, true, true])
    place.latest().navigate({ page: "ARTICLES" })
    await eventually("the page", () => place.latest().page === "ARTICLES")
    expect(config.latest()).toBe(before[0])
    expect(place.latest()).toMatchObject({ canGoBack: true, previousPages: [{ page: "HOME" }] })
  })

  it("say every sentence in English at once, on a server and before any dictionary is loaded", () => {
    const Sentence = () => <i>{useSupportText()("page.home.history.more", { count: 2 })}</i>
    const html = renderToString(<SupportProvider publicKey="pk_test_text" apiUrl="https://support.example"><Sentence /><Text textKey="common.actions.askQuestion" /></SupportProvider>)
    expect(html).toContain("<i>2 more conversations</i>")
    expect(html).toContain(">Send us a message</span>")
  })
})
