import type { TimelineItem } from "@cossistant/types"
import { describe, expect, it, vi } from "vitest"
import { createSupportController } from "../../documented/client/SupportController.ts"
import { widgetOf } from "../../documented/client/widgetOf.ts"
import { eventually } from "../screen.ts"
import { makePartsStage, type PartsDriver } from "./stage.tsx"

/** Uses a hook below what is drawn, and gives what it gave last. */
const watch = <Value,>(use: () => Value) => {
  let held: { readonly value: Value } | undefined
  const Watcher = () => {
    held = { value: use() }
    return null
  }
  const latest = (): Value => {
    if (held === undefined) throw new Error("Nothing was drawn.")
    return held.value
  }
  return { Watcher, latest }
}

const message: TimelineItem = {
  id: "m1", conversationId: "c1", organizationId: "", visibility: "public", type: "message", text: "Hi", parts: [], userId: null, aiAgentId: null,
  visitorId: "v", createdAt: new Date().toISOString()
}

/** Hooks that tell of the widget and move it, run over each renderer. */
export const hooksSuite = (renderer: string, driver: PartsDriver<"Support" | "SupportContextProvider" | "Trigger">): void => {
  const { hooks: H, parts: { Support, SupportContextProvider, Trigger }, signal, SupportProvider } = driver
  describe(`widget hooks in ${renderer}`, { timeout: 20_000 }, () => {
    const page = makePartsStage(driver)

    it("tell the whole widget under its provider, without a Support", async () => {
      const { latest, Watcher } = watch(H.useSupport)
      page.show(() => <Watcher />)
      await eventually("the site", () => latest().website?.name === "Acme")
      expect({ ...latest(), client: null })
        .toMatchObject({ isOpen: false, unreadCount: 0, isLoading: false, error: null, configurationError: null, size: "normal", quickOptions: [] })
      latest().setQuickOptions(["Ship to Norway?"])
      await eventually("options", () => latest().quickOptions[0] === "Ship to Norway?")
      latest().toggle()
      await eventually("open", () => latest().isOpen)
    })

    it("count what isn't read as the host says, everywhere alike, until another number is counted, for good", async () => {
      const id = page.server.begin(["> One"])
      page.comeBack()
      const all = watch(() => [H.useSupport(), H.useSupportController()] as const)
      page.show(() => <><all.Watcher /><Trigger>{({ unreadCount }: { readonly unreadCount: number }) => `Help ${unreadCount}`}</Trigger></>)
      const counts = () => [all.latest()[0].unreadCount, all.latest()[1].getState().unreadCount, document.querySelector("button")?.textContent].join()
      const counted = (count: number) => eventually(`${count} everywhere`, () => counts() === `${count},${count},Help ${count}`)
      await eventually("a subscription", () => page.server.requests.some(({ tag }) => tag === "sync.subscribe"))
      await counted(1)
      all.latest()[0].setUnreadCount(9)
      await counted(9)
      all.latest()[1].setUnreadCount(5)
      await counted(5)
      page.server.say(id, "Two")
      await counted(2)
      page.server.update(id, { unreadCount: 1 })
      await counted(1)
    })

    it("give a client once it is asked for, and none without a public key", async () => {
      const { latest, Watcher } = watch(() => {
        const support = H.useSupport()
        void support.client
        return support
      })
      page.show(() => <Watcher />)
      await eventually("a client", () => latest().client !== null)
      expect(typeof latest().client?.fetchWebsite).toBe("function")
      const none = watch(H.useSupport)
      page.show(() => <none.Watcher />, null)
      await eventually("an error", () => none.latest().configurationError)
      expect(none.latest().client).toBeNull()
      expect(none.latest().configurationError).toMatchObject({ type: "missing_api_key", envVarName: expect.stringContaining("COSSISTANT_API_KEY") })
    })

    it("tell by SupportContext what useSupport gives, and read from it what a host puts there", async () => {
      const both = watch(() => [H.useSupportContext(), H.useSupport()] as const)
      page.show(() => <both.Watcher />)
      await eventually("the site", () => both.latest()[0]?.website?.name === "Acme")
      const [value, support] = both.latest()
      expect(value).toBe(support)
      const mine = watch(H.useSupport)
      page.draw(() => <SupportContextProvider value={{ ...value, unreadCount: 3 }}><mine.Watcher /></SupportContextProvider>)
      expect(mine.latest().unreadCount).toBe(3)
    })

    it("ask the host of a controlled widget, wherever they are used", async () => {
      const onOpenChange = vi.fn()
      const all = watch(() => [H.useSupport(), H.useSupportConfig(), H.useSupportStore()] as const)
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
      const events = watch(H.useSupportEvents)
      const emitter = watch(H.useSupportEventEmitter)
      page.show(() => <><events.Watcher /><emitter.Watcher /><Support onMessageSent={onMessageSent} onEvent={onEvent} /></>)
      const end = events.latest()?.subscribe("messageSent", heard)
      emitter.latest().emitMessageSent("c1", message)
      await eventually("the callback", () => onMessageSent.mock.calls.length > 0)
      expect(onMessageSent).toHaveBeenCalledExactlyOnceWith({ type: "messageSent", conversationId: "c1", message })
      expect([onEvent.mock.calls.length, heard.mock.calls.length]).toEqual([1, 1])
      end?.()
      emitter.latest().emitMessageSent("c2", message)
      await eventually("the next", () => onMessageSent.mock.calls.length === 2)
      expect(heard).toHaveBeenCalledTimes(1)
    })

    it("send the same facts about a visitor once, those said before the visitor is known too", async () => {
      const { latest, Watcher } = watch(H.useVisitor)
      page.show(() => <Watcher />)
      const person = latest().identify({ externalId: "u1", name: null })
      const early = latest().setVisitorMetadata({ plan: "pro", seats: 3 })
      expect(await person).toMatchObject({ visitorId: page.server.visitor.id })
      expect(await early).toMatchObject({ id: page.server.visitor.id, contact: { externalId: "u1", metadata: { plan: "pro", seats: 3 } } })
      expect(await latest().setVisitorMetadata({ seats: 3, plan: "pro" })).not.toBeNull()
      expect(page.server.requests.filter(({ tag }) => tag === "visitors.setMetadata")).toHaveLength(1)
    })

    it("speak under the provider too, in its language and words, else in the visitor's", async () => {
      const { latest, Watcher } = watch(H.useSupportText)
      page.show(() => <Watcher />)
      await eventually("the sentences", () => latest()("common.actions.askQuestion") === "Send us a message")
      expect(latest()("common.labels.unread", { count: 2 })).toBe("2 unread messages")
      const said = watch(H.useSupportText)
      const content = { "common.actions.back": "Hier geht es zurück" }
      page.draw(() => (
        <SupportProvider publicKey={page.publicKey} apiUrl="https://support.example" locale="de" content={content}><said.Watcher /></SupportProvider>
      ))
      await eventually("German", () => said.latest()("common.actions.askQuestion") === "Nachricht schreiben")
      expect(said.latest()("common.actions.back")).toBe("Hier geht es zurück")
    })

    it("move the widget of a controller that the host keeps, which lives on when the provider goes", async () => {
      const controller = createSupportController({ publicKey: "pk_test_controller", apiUrl: "https://support.example" })
      controller.start()
      const { latest, Watcher } = watch(() => ({ support: H.useSupport(), controller: H.useSupportController() }))
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

    it("give a controller of the provider's own widget where the host keeps none", async () => {
      const own = watch(() => [H.useSupportController(), H.useSupport()] as const)
      page.show(() => <own.Watcher />)
      await eventually("the site", () => own.latest()[0].getState().website?.name === "Acme")
      own.latest()[0].open()
      await eventually("open", () => own.latest()[1].isOpen)
    })

    it("hear and follow nobody whose host says so, on the provider or to the controller", async () => {
      const [isQuiet, setQuiet] = signal(true)
      const { latest, Watcher } = watch(H.useSupportController)
      page.draw(() => (
        <SupportProvider
          publicKey={page.publicKey} apiUrl="https://support.example" sound={isQuiet() ? false : undefined} tracking={isQuiet() ? false : undefined}
        >
          <Watcher />
        </SupportProvider>
      ))
      const said = () => {
        const settings = widgetOf(latest())?.get().settings
        return [settings?.sound, settings?.tracking]
      }
      await eventually("the settings", () => said()[0] === false)
      expect(said()).toEqual([false, false])
      setQuiet(false)
      await eventually("none", () => said()[0] === undefined)
      const controller = createSupportController({ publicKey: "pk_test_quiet", apiUrl: "https://support.example", sound: false, tracking: false })
      page.draw(() => <SupportProvider controller={controller}><Watcher /></SupportProvider>)
      expect(said()).toEqual([false, false])
      controller.updateOptions({ sound: true, tracking: true })
      expect(said()).toEqual([true, true])
    })

    it("follow a provider to another key with a widget of its own", async () => {
      const [key, setKey] = signal<string | undefined>(undefined)
      const { latest, Watcher } = watch(H.useSupport)
      page.draw(() => <SupportProvider publicKey={key()} apiUrl="https://support.example"><Watcher /></SupportProvider>)
      await eventually("an error", () => latest().configurationError)
      setKey("pk_test_later")
      await eventually("the site", () => latest().website?.name === "Acme")
    })

    it("tell when the live connection comes up and goes, once for each change", async () => {
      const told: Array<string> = []
      const [up, setUp] = signal("up")
      page.server.begin(["> Hello"])
      page.comeBack()
      page.draw(() => (
        <SupportProvider
          publicKey={page.publicKey}
          apiUrl="https://support.example"
          onWsConnect={() => told.push(up())}
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

    it("connect to another address where the host gives one for sockets, and ask everything else of the server's own", async () => {
      const sockets: Array<string> = []
      vi.stubGlobal("WebSocket", class {
        constructor(url: string) {
          sockets.push(url)
          throw new DOMException("no sockets here")
        }
      })
      page.server.begin(["> Hello"])
      page.comeBack()
      page.draw(() => (
        <SupportProvider publicKey={page.publicKey} apiUrl="https://support.example" wsUrl="wss://live.example/ws"><Support defaultOpen /></SupportProvider>
      ))
      await eventually("a socket", () => sockets.length > 0)
      expect(new URL(sockets[0] ?? "").origin).toBe("wss://live.example")
      await eventually("news over HTTP", () => page.server.requests.some(({ tag }) => tag === "sync.subscribe"))
    })
  })
}
