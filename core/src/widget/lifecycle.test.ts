import { describe, expect, it } from "vitest"
import { conversationView } from "./conversationView.ts"
import { homeView } from "./homeView.ts"
import { launcherView, shellView } from "./launcherView.ts"
import { makeFakeBrowser } from "./testing/FakeBrowser.ts"

describe("starting and stopping", () => {
  it("survives mount, unmount and mount at once, with one question to the server", async () => {
    const { clock, open, server } = makeFakeBrowser()
    const { widget } = open()
    widget.start()
    widget.stop()
    widget.start()
    await clock.settle()
    expect(launcherView(widget.get()).status).toBe("ready")
    expect(server.calledWith("websites.get")).toHaveLength(1)
    widget.toggle()
    expect(launcherView(widget.get()).isOpen).toBe(true)
  })

  it("counts: what two started, one of them doesn't stop", async () => {
    const { clock, open } = makeFakeBrowser()
    const { widget } = open()
    widget.start()
    widget.start()
    widget.stop()
    await clock.settle()
    expect(widget.get().isRunning).toBe(true)
    widget.stop()
    expect(widget.get().isRunning).toBe(false)
    expect(clock.due()).toEqual([])
  })

  it("stops all clocks and connections, and goes on where it was when it is started again", async () => {
    const { clock, open, server } = makeFakeBrowser()
    const { start, widget } = open()
    await start()
    widget.startConversation("hello")
    await clock.advance(1_000)
    const { id } = conversationView(widget.get())
    widget.stop()
    await clock.settle()
    expect(clock.due()).toEqual([])
    server.say(id, "while stopped")
    widget.start()
    await clock.advance(1_000)
    expect(conversationView(widget.get()).items.map(({ text }) => text)).toEqual(["hello", "while stopped"])
  })

  it("gives servers the same untouched state, and touches nothing before it is started", () => {
    const { clock, local, open, server } = makeFakeBrowser()
    const { widget } = open()
    expect(widget.get()).toBe(widget.getServerSnapshot())
    expect(launcherView(widget.get())).toMatchObject({ status: "loading", isOpen: false })
    expect(shellView(widget.get()).panelReady).toBe(false)
    expect(server.calls).toEqual([])
    expect(local.entries.size).toBe(0)
    expect(clock.due()).toEqual([])
  })
})

describe("opening", () => {
  it("shows the panel at once and loads its half of the engine behind it", async () => {
    const { clock, open } = makeFakeBrowser()
    const { start, widget } = open()
    await start()
    widget.open()
    expect(launcherView(widget.get()).isOpen).toBe(true)
    expect(shellView(widget.get()).panelReady).toBe(false)
    await clock.settle()
    expect(shellView(widget.get()).panelReady).toBe(true)
  })

  it("says so when its half can't be loaded, and tries again", async () => {
    let tries = 0
    const { clock, open } = makeFakeBrowser()
    const { start, widget } = open({ loadPanel: () => (tries++, Promise.reject(new Error("chunk is gone"))) })
    const errors: Array<string> = []
    widget.on("error", ({ context, error }) => errors.push(`${context}: ${error.message}`))
    await start()
    widget.open()
    await clock.advance(6_000)
    expect(errors[0]).toBe("load: chunk is gone")
    expect(tries).toBe(2)
  })

  it("asks the host and changes nothing by itself when it is controlled", async () => {
    const { open } = makeFakeBrowser()
    const { start, widget } = open()
    await start()
    const asked: Array<boolean> = []
    const layer = widget.configure("support")
    layer.set({ open: false, onOpenChange: (open) => asked.push(open) })
    widget.toggle()
    expect(launcherView(widget.get()).isOpen).toBe(false)
    layer.set({ open: true, onOpenChange: (open) => asked.push(open) })
    expect(launcherView(widget.get()).isOpen).toBe(true)
    widget.close()
    expect(asked).toEqual([true, false])
    layer.set({ onOpenChange: (open) => asked.push(open) })
    expect(launcherView(widget.get()).isOpen).toBe(false)
    widget.open()
    expect(asked).toEqual([true, false, true])
  })

  it("is always open where it fills its parent", async () => {
    const { open } = makeFakeBrowser()
    const { start, widget } = open()
    await start()
    widget.configure("support").set({ mode: "responsive" })
    expect(launcherView(widget.get()).isOpen).toBe(true)
    widget.close()
    expect(launcherView(widget.get()).isOpen).toBe(true)
  })

  it("applies defaultOpen once, whatever the host renders later", async () => {
    const { open } = makeFakeBrowser()
    const { start, widget } = open()
    const layer = widget.configure("support")
    layer.set({ defaultOpen: true })
    await start()
    expect(launcherView(widget.get()).isOpen).toBe(true)
    widget.close()
    layer.set({ defaultOpen: true, quickOptions: ["a"] })
    layer.remove()
    layer.set({ defaultOpen: true })
    expect(launcherView(widget.get()).isOpen).toBe(false)
    widget.open()
    layer.set({ defaultOpen: false })
    expect(launcherView(widget.get()).isOpen).toBe(true)
  })
})

describe("settings", () => {
  it("come from layers: provider, then config, then support, in whatever order they mount", () => {
    const { widget } = makeFakeBrowser().open()
    const support = widget.configure("support")
    const config = widget.configure("config")
    const provider = widget.configure("provider")
    config.set({ quickOptions: ["pricing"] })
    provider.set({ quickOptions: undefined, defaultMessages: [{ content: "Hi", senderType: "ai" }] })
    expect(homeView(widget.get()).quickOptions).toEqual(["pricing"])
    provider.set({ quickOptions: ["general"], defaultMessages: [{ content: "Hi", senderType: "ai" }] })
    expect(homeView(widget.get()).quickOptions).toEqual(["pricing"])
    support.set({ quickOptions: ["support"] })
    expect(homeView(widget.get()).quickOptions).toEqual(["support"])
    support.remove()
    config.remove()
    expect(homeView(widget.get()).quickOptions).toEqual(["general"])
    expect(shellView(widget.get()).defaultMessages).toEqual([{ content: "Hi", senderType: "ai" }])
  })

  it("of equal content change nothing, so that a host may write them inline", () => {
    const { widget } = makeFakeBrowser().open()
    const layer = widget.configure("provider")
    layer.set({ quickOptions: ["a"], onOpenChange: () => {} })
    const before = widget.get()
    let told = 0
    widget.subscribe(() => told++)
    layer.set({ quickOptions: ["a"], onOpenChange: () => {} })
    expect(widget.get()).toBe(before)
    expect(told).toBe(0)
  })
})

describe("a widget that can't work", () => {
  it("names the missing key's variable and asks no server", async () => {
    const { clock, open, server } = makeFakeBrowser()
    const { start, widget } = open({ publicKey: null })
    await start()
    widget.open()
    await clock.advance(10_000)
    expect(shellView(widget.get()).configurationError).toMatchObject({ type: "missing_api_key", envVarName: "COSSISTANT_API_KEY" })
    expect(launcherView(widget.get()).status).toBe("misconfigured")
    expect(server.calls).toEqual([])
  })

  it("says which origin is refused, once to the host page, and works as soon as it is allowed and looked at again", async () => {
    const { clock, open, server } = makeFakeBrowser()
    const tab = open()
    const errors: Array<string | undefined> = []
    tab.widget.on("error", ({ context }) => errors.push(context))
    server.fault("websites.get", { _tag: "OriginRefused", origin: "https://shop.example", reason: "origin_not_allowed" })
    await tab.start()
    await clock.advance(600_000)
    expect(shellView(tab.widget.get()).configurationError).toMatchObject({ type: "invalid_api_key", origin: "https://shop.example" })
    expect(server.calledWith("websites.get")).toHaveLength(1)
    expect(errors).toEqual(["website"])
    tab.wake()
    await clock.settle()
    expect(launcherView(tab.widget.get()).status).toBe("ready")
  })

  it("tries again by itself while the server is away, and at once when asked", async () => {
    const { clock, open, server, setDown } = makeFakeBrowser()
    const tab = open()
    setDown(true)
    await tab.start()
    expect(launcherView(tab.widget.get()).status).toBe("unreachable")
    await clock.advance(20_000)
    setDown(false)
    tab.widget.reload()
    await clock.settle()
    expect(launcherView(tab.widget.get()).status).toBe("ready")
    expect(server.calledWith("websites.get")).toHaveLength(1)
  })
})
