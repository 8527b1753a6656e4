import { type FakeServer, makeFakeServer } from "@cossistant/core/suite/FakeServer"
import { type ReactNode, StrictMode } from "react"
import { flushSync } from "react-dom"
import { createRoot, type Root } from "react-dom/client"
import { afterEach, beforeEach, vi } from "vitest"
import { SupportProvider } from "../../SupportProvider.tsx"

/** Whether the page is looked at on a phone. */
export const phone = (isPhone: boolean): void => void vi.stubGlobal("matchMedia", (query: string) => ({
  matches: isPhone && query.includes("max-width"), addEventListener: () => {}, removeEventListener: () => {}
}))

let keys = 0

/** For each test of a file: a server, a key of its own, and a page in strict mode that is cleared afterwards. */
export const makePage = () => {
  let root: Root
  let publicKey = ""
  let server: FakeServer
  beforeEach(() => {
    publicKey = `pk_test_parts_${++keys}`
    server = makeFakeServer()
    vi.stubGlobal("fetch", server.fetch)
    vi.stubGlobal("WebSocket", class {
      constructor() {
        throw new DOMException("no sockets here")
      }
    })
    phone(false)
    root = createRoot(document.body.appendChild(document.createElement("div")))
  })
  afterEach(() => {
    flushSync(() => root.unmount())
    document.body.replaceChildren()
    localStorage.clear()
    sessionStorage.clear()
    vi.unstubAllGlobals()
  })
  const draw = (children: ReactNode) => flushSync(() => root.render(<StrictMode>{children}</StrictMode>))
  return {
    get server() {
      return server
    },
    /** This browser was here before: it holds the visitor's secret. */
    comeBack: () => localStorage.setItem(
      `cossistant:1:${publicKey}:visitor`, JSON.stringify({ secret: "vs_secret", visitorId: server.visitor.id })
    ),
    /** Draws without a provider. */
    draw,
    /** Draws under a provider; without a key if `key` is null. */
    show: (children: ReactNode, key: string | null = publicKey) =>
      draw(<SupportProvider publicKey={key ?? undefined} apiUrl="https://support.example">{children}</SupportProvider>)
  }
}

/** Types as a person does: the value changes, then the page is told. */
export const typeInto = (element: HTMLElement, text: string): void => {
  // React watches the property on the element itself; the prototype's setter is what a browser's typing amounts to.
  Object.getOwnPropertyDescriptor(Object.getPrototypeOf(element), "value")?.set?.call(element, text)
  element.dispatchEvent(new InputEvent("input", { bubbles: true }))
}
