import { vi } from "vitest"

/** Stands in for a browser's page: the few things of it that a widget looks at. Gives its storage. */
export const makePage = () => {
  const entries = new Map<string, string>()
  const page = new EventTarget()
  const visible = Object.assign(new EventTarget(), { visibilityState: "visible", referrer: "", title: "Acme", documentElement: {}, querySelector: () => null })
  vi.stubGlobal("window", page)
  vi.stubGlobal("document", visible)
  vi.stubGlobal("addEventListener", page.addEventListener.bind(page))
  vi.stubGlobal("removeEventListener", page.removeEventListener.bind(page))
  vi.stubGlobal("location", new URL("https://acme.example/pricing"))
  vi.stubGlobal("screen", { width: 1280, height: 800 })
  vi.stubGlobal("requestIdleCallback", queueMicrotask)
  vi.stubGlobal("innerWidth", 1280)
  vi.stubGlobal("innerHeight", 800)
  vi.stubGlobal("WebSocket", class {
    constructor() {
      throw new DOMException("no sockets here")
    }
  })
  const storage = {
    getItem: (key: string) => entries.get(key) ?? null,
    setItem: (key: string, value: string) => void entries.set(key, value),
    removeItem: (key: string) => void entries.delete(key)
  }
  vi.stubGlobal("localStorage", storage)
  vi.stubGlobal("sessionStorage", { ...storage, getItem: () => null, setItem: () => {} })
  return storage
}
