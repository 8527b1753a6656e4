import { createSupportController } from "@cossistant/core/documented/client/SupportController"
import { eventually } from "@cossistant/core/suite/screen"
import { createEffect, createRoot, createSignal } from "solid-js"
import { describe, expect, it, vi } from "vitest"
import {
  Support, SupportProvider, useSupport, useSupportConfig, useSupportEventEmitter, useSupportEvents, useSupportNavigation, useSupportStore, useSupportText,
  useVisitor
} from "./index.ts"
import { makePage } from "./primitives/testing/mount.tsx"
import { useSupportController } from "./useSupportController.ts"

const page = makePage()

/** Uses a hook below what is drawn, and gives what it gave: its fields are kept current. */
const watch = <Value,>(use: () => Value) => {
  let held: Value | undefined
  const Watcher = () => {
    held = use()
    return null
  }
  const latest = (): Value => {
    if (held === undefined) throw new Error("Nothing was drawn.")
    return held
  }
  return { Watcher, latest }
}

describe("widget hooks", () => {
  it("throw outside a provider, but for the emitter, which tells nobody", () => {
    for (const use of [useSupport, useSupportConfig, useSupportNavigation, useSupportStore, useSupportText, useVisitor]) {
      expect(() => createRoot(() => use())).toThrow(/SupportProvider/)
    }
    const { latest, Watcher } = watch(useSupportEventEmitter)
    page.draw(() => <Watcher />)
    latest().emitError(new Error("heard by nobody"))
  })

  it("tell the whole widget under its provider, without a Support", async () => {
    const { latest, Watcher } = watch(useSupport)
    page.show(() => <Watcher />)
    await eventually("the site", () => latest().website?.name === "Acme")
    expect({ ...latest(), client: null })
      .toMatchObject({ isOpen: false, unreadCount: 0, isLoading: false, error: null, configurationError: null, size: "normal", quickOptions: [] })
    latest().setQuickOptions(["Ship to Norway?"])
    expect(latest().quickOptions).toEqual(["Ship to Norway?"])
    latest().toggle()
    expect(latest().isOpen).toBe(true)
    latest().setUnreadCount(7)
    expect(latest().unreadCount).toBe(7)
  })

  it("give a client once it is asked for, and none without a public key", async () => {
    const { latest, Watcher } = watch(useSupport)
    page.show(() => <Watcher />)
    await eventually("a client", () => latest().client !== null)
    expect(typeof latest().client?.fetchWebsite).toBe("function")
    const none = watch(useSupport)
    page.show(() => <none.Watcher />, null)
    await eventually("an error", () => none.latest().configurationError)
    expect(none.latest().client).toBeNull()
    expect(none.latest().configurationError).toMatchObject({ type: "missing_api_key", envVarName: expect.stringContaining("COSSISTANT_API_KEY") })
  })

  it("tell each of their fields apart: who reads one isn't told of another", async () => {
    const id = page.server.begin(["> Hello"])
    page.comeBack()
    const runs: Array<boolean> = []
    const support = watch(() => {
      const support = useSupport()
      createEffect(() => runs.push(support.isOpen))
      return support
    })
    const place = watch(useSupportNavigation)
    page.show(() => <><support.Watcher /><place.Watcher /></>)
    await eventually("unread", () => support.latest().unreadCount === 1)
    page.server.say(id, "Still there?")
    await eventually("more unread", () => support.latest().unreadCount === 2)
    place.latest().navigate({ page: "ARTICLES" })
    expect({ ...place.latest() }).toMatchObject({ page: "ARTICLES", canGoBack: true, previousPages: [{ page: "HOME" }] })
    expect(runs).toEqual([false])
    support.latest().open()
    expect(runs).toEqual([false, true])
  })

  it("ask the host of a controlled widget, wherever they are used", async () => {
    const onOpenChange = vi.fn()
    const all = watch(() => [useSupport(), useSupportConfig(), useSupportStore()] as const)
    page.show(() => <><all.Watcher /><Support open={false} onOpenChange={onOpenChange} /></>)
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
    page.show(() => <><events.Watcher /><emitter.Watcher /><Support onMessageSent={onMessageSent} onEvent={onEvent} /></>)
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
    page.show(() => <Watcher />)
    const person = latest().identify({ externalId: "u1", name: null })
    const early = latest().setVisitorMetadata({ plan: "pro", seats: 3 })
    expect(await person).toMatchObject({ visitorId: page.server.visitor.id })
    expect(await early).toMatchObject({ id: page.server.visitor.id, contact: { externalId: "u1", metadata: { plan: "pro", seats: 3 } } })
    expect(await latest().setVisitorMetadata({ seats: 3, plan: "pro" })).not.toBeNull()
    expect(page.server.requests.filter(({ tag }) => tag === "visitors.setMetadata")).toHaveLength(1)
  })

  it("speak under the provider too, in the visitor's language", async () => {
    const { latest, Watcher } = watch(useSupportText)
    page.show(() => <Watcher />)
    await eventually("the dictionary", () => latest()("common.actions.askQuestion") === "Send us a message")
    expect(latest()("common.labels.unread", { count: 2 })).toBe("2 unread messages")
  })

  it("move the widget of a controller that the host keeps, which lives on when the provider goes", async () => {
    const controller = createSupportController({ publicKey: "pk_test_controller", apiUrl: "https://support.example" })
    controller.start()
    const { latest, Watcher } = watch(() => ({ support: useSupport(), controller: useSupportController() }))
    page.draw(() => <SupportProvider controller={controller}><Watcher /></SupportProvider>)
    await eventually("the site", () => latest().support.website?.name === "Acme")
    expect(latest().controller).toBe(controller)
    latest().support.open()
    expect(controller.getState().isOpen).toBe(true)
    page.draw(() => null)
    controller.close()
    expect(controller.getState().isOpen).toBe(false)
    controller.destroy()
  })

  it("follow a provider to another key with a widget of its own", async () => {
    const [key, setKey] = createSignal<string>()
    const { latest, Watcher } = watch(useSupport)
    page.draw(() => <SupportProvider publicKey={key()} apiUrl="https://support.example"><Watcher /></SupportProvider>)
    await eventually("an error", () => latest().configurationError)
    setKey("pk_test_later")
    await eventually("the site", () => latest().website?.name === "Acme")
  })

  it("tell when the live connection comes up and goes, once for each change", async () => {
    const told: Array<string> = []
    const [isUp, setUp] = createSignal("up")
    page.server.begin(["> Hello"])
    localStorage.setItem("cossistant:1:pk_test_live:visitor", JSON.stringify({ secret: "vs_secret", visitorId: page.server.visitor.id }))
    page.draw(() => (
      <SupportProvider
        publicKey="pk_test_live"
        apiUrl="https://support.example"
        onWsConnect={() => told.push(isUp())}
        onWsDisconnect={() => told.push("down")}
      >
        <Support defaultOpen />
      </SupportProvider>
    ))
    await eventually("a connection", () => told.length > 0)
    setUp("up again")
    page.server.setDown(true)
    await eventually("its end", () => told.length > 1)
    page.server.setDown(false)
    window.dispatchEvent(new Event("online"))
    await eventually("another", () => told.length > 2)
    expect(told).toEqual(["up", "down", "up again"])
  })
})
