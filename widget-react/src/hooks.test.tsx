import { eventually } from "@cossistant/core/suite/screen"
import { createSupportController } from "@cossistant/core/documented/client/SupportController"
import { useContext, useEffect } from "react"
import { renderToString } from "react-dom/server"
import { describe, expect, it, vi } from "vitest"
import {
  Support, SupportContext, SupportProvider, Text, useSupport, useSupportConfig, useSupportEventEmitter, useSupportEvents, useSupportNavigation, useSupportStore, useSupportText,
  useVisitor
} from "./index.ts"
import { useSupportController } from "./internal/hooks.ts"
import { useWidget } from "./WidgetContext.ts"
import { makePage } from "./primitives/testing/mount.tsx"

const page = makePage()

const Outsider = () => <i>{String(useSupportController())}</i>

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
    for (const use of [useSupport, useSupportConfig, useSupportNavigation, useSupportStore, useSupportText, useVisitor]) {
      const Outside = () => <i>{String(use())}</i>
      expect(() => renderToString(<Outside />)).toThrow(/SupportProvider/)
    }
    const { latest, Watcher } = watch(useSupportEventEmitter)
    page.draw(<Watcher />)
    latest().emitError(new Error("heard by nobody"))
  })

  it("tell the whole widget under its provider, without a Support", async () => {
    const { latest, Watcher } = watch(useSupport)
    page.show(<Watcher />)
    await eventually("the site", () => latest().website?.name === "Acme")
    expect(latest()).toMatchObject({ isOpen: false, unreadCount: 0, isLoading: false, error: null, configurationError: null, size: "normal", quickOptions: [] })
    latest().setQuickOptions(["Ship to Norway?"])
    await eventually("options", () => latest().quickOptions[0] === "Ship to Norway?")
    latest().toggle()
    await eventually("open", () => latest().isOpen)
    latest().setUnreadCount(7)
    await eventually("the count said", () => latest().unreadCount === 7)
  })

  it("give a client once it is asked for, and none without a public key", async () => {
    const { latest, Watcher } = watch(() => useSupport().client)
    page.show(<Watcher />)
    await eventually("a client", () => latest() !== null)
    expect(typeof latest()?.fetchWebsite).toBe("function")
    const none = watch(useSupport)
    page.show(<none.Watcher />, null)
    await eventually("an error", () => none.latest().configurationError)
    expect(none.latest().client).toBeNull()
    expect(none.latest().configurationError).toMatchObject({ type: "missing_api_key", envVarName: expect.stringContaining("COSSISTANT_API_KEY") })
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

  it("ask the host of a controlled widget, wherever they are used", async () => {
    const onOpenChange = vi.fn()
    const all = watch(() => [useSupport(), useSupportConfig(), useSupportStore()] as const)
    page.show(<><all.Watcher /><Support open={false} onOpenChange={onOpenChange} /></>)
    await eventually("the site", () => all.latest()[0].website)
    for (const { toggle } of all.latest()) toggle()
    expect(onOpenChange.mock.calls).toEqual([[true], [true], [true]])
    expect(all.latest()[1].isOpen).toBe(false)
  })

  it("hear and tell events under the provider, and each reaches the callbacks of Support once", async () => {
    const onMessageSent = vi.fn()
    const onEvent = vi.fn()
    const heard = vi.fn()
    const events = watch(useSupportEvents)
    const emitter = watch(useSupportEventEmitter)
    page.show(<><events.Watcher /><emitter.Watcher /><Support onMessageSent={onMessageSent} onEvent={onEvent} /></>)
    await eventually("events", () => events.seen.length > 0)
    const end = events.latest()?.subscribe("messageSent", heard)
    const message = {
      id: "m1", conversationId: "c1", organizationId: "", visibility: "public", type: "message", text: "Hi", parts: [], userId: null, aiAgentId: null,
      visitorId: "v", createdAt: new Date().toISOString()
    } as const
    emitter.latest().emitMessageSent("c1", { ...message, parts: [] })
    await eventually("the callback", () => onMessageSent.mock.calls.length > 0)
    expect(onMessageSent).toHaveBeenCalledExactlyOnceWith({ type: "messageSent", conversationId: "c1", message })
    expect([onEvent.mock.calls.length, heard.mock.calls.length]).toEqual([1, 1])
    end?.()
    emitter.latest().emitMessageSent("c2", { ...message, parts: [] })
    await eventually("the next", () => onMessageSent.mock.calls.length === 2)
    expect(heard).toHaveBeenCalledTimes(1)
  })

  it("send the same facts about a visitor once, those said before the visitor is known too", async () => {
    const { latest, Watcher } = watch(useVisitor)
    page.show(<Watcher />)
    await eventually("the hook", () => latest)
    const person = latest().identify({ externalId: "u1", name: null })
    const early = latest().setVisitorMetadata({ plan: "pro", seats: 3 })
    expect(await person).toMatchObject({ visitorId: page.server.visitor.id })
    expect(await early).toMatchObject({ id: page.server.visitor.id, contact: { externalId: "u1", metadata: { plan: "pro", seats: 3 } } })
    expect(await latest().setVisitorMetadata({ seats: 3, plan: "pro" })).not.toBeNull()
    expect(page.server.requests.filter(({ tag }) => tag === "visitors.setMetadata")).toHaveLength(1)
  })

  it("speak under the provider too, in the visitor's language", async () => {
    const { latest, Watcher } = watch(useSupportText)
    page.show(<Watcher />)
    await eventually("the dictionary", () => latest()("common.actions.askQuestion") === "Send us a message")
    expect(latest()("common.labels.unread", { count: 2 })).toBe("2 unread messages")
  })

  it("say every sentence in English at once, on a server and before any dictionary is loaded", () => {
    const Sentence = () => <i>{useSupportText()("page.home.history.more", { count: 2 })}</i>
    const html = renderToString(<SupportProvider publicKey="pk_test_text" apiUrl="https://support.example"><Sentence /><Text textKey="common.actions.askQuestion" /></SupportProvider>)
    expect(html).toContain("<i>2 more conversations</i>")
    expect(html).toContain(">Send us a message</span>")
  })

  it("tell by SupportContext what useSupport gives, and read from it what a host puts there", async () => {
    const both = watch(() => [useContext(SupportContext), useSupport()] as const)
    page.show(<both.Watcher />)
    await eventually("the site", () => both.latest()[0]?.website?.name === "Acme")
    const [value, support] = both.latest()
    if (value === null) throw new Error("nothing was told")
    expect(value).toBe(support)
    const mine = watch(useSupport)
    page.draw(<SupportContext.Provider value={{ ...value, unreadCount: 3 }}><mine.Watcher /></SupportContext.Provider>)
    expect(mine.latest().unreadCount).toBe(3)
  })

  it("give a controller of the provider's own widget where the host keeps none, and the host's where it does", async () => {
    const own = watch(() => [useSupportController(), useSupport()] as const)
    page.show(<own.Watcher />)
    await eventually("the site", () => own.latest()[0].getState().website?.name === "Acme")
    own.latest()[0].open()
    await eventually("open", () => own.latest()[1].isOpen)
    const controller = createSupportController({ publicKey: "pk_test_controller", apiUrl: "https://support.example" })
    const given = watch(useSupportController)
    page.draw(<SupportProvider controller={controller}><given.Watcher /></SupportProvider>)
    expect(given.latest()).toBe(controller)
    expect(() => renderToString(<Outsider />)).toThrow(/SupportProvider/)
  })

  it("connect to another address where the host gives one for sockets, and ask everything else of the server's own", async () => {
    const sockets: Array<string> = []
    vi.stubGlobal("WebSocket", class {
      constructor(url: string) {
        sockets.push(url)
        throw new DOMException("no sockets here")
      }
    })
    localStorage.setItem("cossistant:1:pk_test_ws:visitor", JSON.stringify({ secret: "vs_secret", visitorId: page.server.visitor.id }))
    page.server.begin(["> Hello"])
    page.draw(
      <SupportProvider publicKey="pk_test_ws" apiUrl="https://support.example" wsUrl="wss://live.example/ws"><Support defaultOpen /></SupportProvider>
    )
    await eventually("a socket", () => sockets.length > 0)
    expect(new URL(sockets[0] ?? "").origin).toBe("wss://live.example")
    await eventually("news over HTTP", () => page.server.requests.some(({ tag }) => tag === "sync.subscribe"))
  })

  it("move the widget of a controller that the host keeps, which lives on when the provider goes", async () => {
    const controller = createSupportController({ publicKey: "pk_test_controller", apiUrl: "https://support.example" })
    controller.start()
    const { latest, Watcher } = watch(useSupport)
    page.draw(<SupportProvider controller={controller}><Watcher /></SupportProvider>)
    await eventually("the site", () => latest().website?.name === "Acme")
    latest().open()
    expect(controller.getState().isOpen).toBe(true)
    page.draw(null)
    controller.close()
    expect(controller.getState().isOpen).toBe(false)
    controller.destroy()
  })

  it("hear and follow nobody whose host says so on the provider", async () => {
    const { latest, Watcher } = watch(() => useWidget().get)
    page.draw(<SupportProvider publicKey="pk_test_quiet" apiUrl="https://support.example" sound={false} tracking={false}><Watcher /></SupportProvider>)
    await eventually("the settings", () => latest()().settings.sound === false)
    expect(latest()().settings.tracking).toBe(false)
    page.draw(<SupportProvider publicKey="pk_test_quiet" apiUrl="https://support.example"><Watcher /></SupportProvider>)
    await eventually("none", () => latest()().settings.sound === undefined)
  })

  it("tell when the live connection comes up and goes, once for each change", async () => {
    const told: Array<string> = []
    const Page = ({ tellsUp }: { readonly tellsUp: boolean }) => (
      <SupportProvider
        publicKey="pk_test_live"
        apiUrl="https://support.example"
        onWsConnect={() => told.push(tellsUp ? "up" : "up again")}
        onWsDisconnect={() => told.push("down")}
      >
        <Support defaultOpen />
      </SupportProvider>
    )
    page.server.begin(["> Hello"])
    localStorage.setItem("cossistant:1:pk_test_live:visitor", JSON.stringify({ secret: "vs_secret", visitorId: page.server.visitor.id }))
    page.draw(<Page tellsUp />)
    await eventually("a connection", () => told.length > 0)
    page.draw(<Page tellsUp={false} />)
    page.server.setDown(true)
    await eventually("its end", () => told.length > 1)
    page.server.setDown(false)
    window.dispatchEvent(new Event("online"))
    await eventually("another", () => told.length > 2)
    expect(told).toEqual(["up", "down", "up again"])
  })
})
