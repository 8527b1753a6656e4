import { type FakeServer, makeFakeServer } from "@cossistant/core/suite/FakeServer"
import type { JSX } from "solid-js"
import { render } from "solid-js/web"
import { afterEach, beforeEach, vi } from "vitest"
import { SupportProvider } from "../../SupportProvider.tsx"

/** Whether the page is looked at on a phone. */
export const phone = (isPhone: boolean): void => void vi.stubGlobal("matchMedia", (query: string) => ({
  matches: isPhone && query.includes("max-width"), addEventListener: () => {}, removeEventListener: () => {}
}))

let keys = 0

/** For each test of a file: a server, a key of its own, and a page that is cleared afterwards. */
export const makePage = () => {
  let dispose: (() => void) | undefined
  let publicKey = ""
  let server: FakeServer
  const clear = () => {
    dispose?.()
    dispose = undefined
  }
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
    document.body.appendChild(document.createElement("div"))
  })
  afterEach(() => {
    clear()
    document.body.replaceChildren()
    localStorage.clear()
    sessionStorage.clear()
    vi.unstubAllGlobals()
  })
  /** Draws in place of what was drawn. */
  const draw = (code: () => JSX.Element) => {
    clear()
    dispose = render(code, document.body.firstElementChild as HTMLElement) // put there before each test
  }
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
    show: (code: () => JSX.Element, key: string | null = publicKey) =>
      draw(() => <SupportProvider publicKey={key ?? undefined} apiUrl="https://support.example">{code()}</SupportProvider>)
  }
}

/** Types as a person does: the value changes, then the page is told. */
export const typeInto = (element: HTMLElement, text: string): void => {
  Object.getOwnPropertyDescriptor(Object.getPrototypeOf(element), "value")?.set?.call(element, text)
  element.dispatchEvent(new InputEvent("input", { bubbles: true }))
}
