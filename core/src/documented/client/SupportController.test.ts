import { afterEach, beforeEach, describe, expect, it, vi } from "vitest"
import { createSupportController, type SupportController, type SupportControllerOptions, type SupportEvent } from "../../entries/index.ts"
import "../../client/live.ts"
import { type FakeServer, makeFakeServer } from "../../suite/FakeServer.ts"
import "../../widget/panel.ts"
import "./clientCalls.ts"
import { makePage } from "./testing/page.ts"
import { widgetOf } from "./widgetOf.ts"

/** Waits until the controller's snapshot shows something, with a deadline of its test. */
const shows = (controller: SupportController, look: (controller: SupportController) => boolean): Promise<void> =>
  new Promise((resolve) => {
    const check = () => {
      if (!look(controller)) return
      stop()
      resolve()
    }
    const stop = controller.subscribe(check)
    check()
  })

describe("a controller", () => {
  let server: FakeServer
  let storage: ReturnType<typeof makePage>
  const controllers: Array<SupportController> = []
  const make = (options: SupportControllerOptions = {}) => {
    const controller = createSupportController({ publicKey: "pk_test_controller", apiUrl: "https://desk.example", storage, ...options })
    controllers.push(controller)
    return controller
  }

  beforeEach(() => {
    server = makeFakeServer()
    storage = makePage()
    vi.stubGlobal("fetch", server.fetch)
  })
  afterEach(() => {
    for (const controller of controllers.splice(0)) controller.destroy()
    vi.unstubAllGlobals()
  })

  it("asks nothing before it is started, and is the same snapshot until something changes", async () => {
    const controller = make({ quickOptions: ["Pricing"], defaultMessages: [{ content: "Hi", senderType: "ai" }] })
    const snapshot = controller.getSnapshot()
    expect(snapshot).toMatchObject({
      website: null, websiteStatus: "idle", isLoading: true, isOpen: false, size: "normal", quickOptions: ["Pricing"],
      navigation: { current: { page: "HOME" }, previousPages: [] }, defaultMessages: [{ content: "Hi", senderType: "ai" }]
    })
    expect(controller.getState()).toBe(snapshot)
    expect(server.requests).toEqual([])
    controller.start()
    await shows(controller, () => controller.getState().website?.name === "Acme")
    expect(controller.getState().websiteStatus).toBe("success")
  })

  it("works after it was started, destroyed and started again at once, as React's strict mode does", async () => {
    const controller = make({ defaultOpen: true })
    controller.start()
    controller.destroy()
    controller.start()
    controller.start()
    await shows(controller, () => controller.getState().website !== null)
    expect(server.requests.filter(({ tag }) => tag === "websites.get")).toHaveLength(1)
    expect(controller.getState()).toMatchObject({ isLoading: false, isOpen: true })
    controller.toggle()
    expect(controller.getState().isOpen).toBe(false)
    controller.destroy()
    expect(widgetOf(controller)?.get().isRunning).toBe(false)
  })

  it("tells each event once, and nobody who doesn't listen any more", async () => {
    const controller = make()
    const told: Array<SupportEvent["type"]> = []
    const hear = (event: SupportEvent) => told.push(event.type)
    controller.on("conversationStart", hear)
    controller.on("messageSent", hear)
    controller.on("messageSent", hear)
    const off = controller.on("error", hear)
    controller.start()
    controller.startConversation("hello")
    const sent = new Promise<void>((resolve) => controller.on("messageSent", () => resolve()))
    await sent
    expect(told).toEqual(["conversationStart", "messageSent"])
    off()
    controller.off("messageSent", hear)
    controller.emit({ type: "error", error: new Error("mine") })
    controller.emit({ type: "messageSent", conversationId: "CO1", message: { ...message, parts: [], text: "mine" } })
    await new Promise<void>((resolve) => {
      controller.on("error", () => resolve())
      controller.emit({ type: "error", error: new Error("last") })
    })
    expect(told).toEqual(["conversationStart", "messageSent"])
  })

  it("moves the widget, and so does its store", async () => {
    const controller = make()
    controller.start()
    await shows(controller, () => controller.getState().website !== null)
    controller.open()
    controller.navigate({ page: "ARTICLES" })
    await shows(controller, () => controller.getState().navigation.current.page === "ARTICLES")
    controller.supportStore.goBack()
    expect(controller.supportStore.getState()).toMatchObject({ navigation: { current: { page: "HOME" } }, config: { isOpen: true } })
    controller.updateSupportConfig({ size: "larger", isOpen: false })
    expect(controller.getState()).toMatchObject({ size: "larger", isOpen: false })
    const before = controller.supportStore.getState()
    controller.supportStore.setState((state) => ({ ...state, config: { size: "normal", isOpen: true } }))
    expect(controller.supportStore.getState()).toBe(before)
  })

  it("changes only the options that are named, and opens by default once", async () => {
    const controller = make({ defaultOpen: true, quickOptions: ["a"] })
    controller.start()
    await shows(controller, () => controller.getState().website !== null)
    controller.close()
    controller.updateOptions({ defaultOpen: true, size: "larger" })
    expect(controller.getState()).toMatchObject({ isOpen: false, size: "larger", quickOptions: ["a"] })
  })

  it("tells subscribers once for each turn", async () => {
    const controller = make()
    let told = 0
    controller.subscribe(() => told++)
    controller.open()
    controller.setQuickOptions(["x"])
    controller.close()
    controller.open()
    await Promise.resolve()
    expect(told).toBe(1)
  })

  it("names the missing key, and has no client without one", () => {
    const controller = make({ publicKey: "  " })
    expect(controller.getState()).toMatchObject({ client: null, configurationError: { type: "missing_api_key", envVarName: "VITE_COSSISTANT_API_KEY" } })
  })

  it("gives null where something was refused, and never throws", async () => {
    const warned = vi.spyOn(console, "warn").mockImplementation(() => {})
    const controller = make()
    controller.start()
    server.refuse("visitors.identify", { _tag: "IdentityRefused", reason: "token_required" })
    const context = new Promise((resolve) => controller.on("error", (event) => resolve(event.context)))
    expect(await controller.identify({ email: "ada@acme.example" })).toBeNull()
    expect(await context).toBe("identify")
    expect(warned).toHaveBeenCalledOnce()
    warned.mockRestore()
    expect(await controller.updateVisitorMetadata({ plan: "pro" })).toBeNull()
    expect((await controller.refresh())?.name).toBe("Acme")
  })
})

const message = {
  id: "m1", conversationId: "CO1", organizationId: "", visibility: "public", type: "message", text: "", parts: [], userId: null, aiAgentId: null,
  visitorId: null, createdAt: "2026-01-05T09:00:00.000Z"
} as const satisfies Omit<Extract<SupportEvent, { type: "messageSent" }>["message"], "parts"> & { parts: readonly [] }
