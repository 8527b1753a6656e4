import { afterEach, beforeEach, vi } from "vitest"
import type { FakeServer } from "../FakeServer.ts"
import type { Hooks } from "../hooks.ts"
import type { Component, Drawn } from "../jsx/jsx-runtime.ts"
import { forget, holdSecret, onlyFetch } from "../onlyFetch.ts"
import { eventually } from "../screen.ts"

/** How a renderer draws what a suite has written down, in its own components. */
export interface PartsDriver<Names extends string = string> {
  /** Draws in place of what was drawn before; what `code` reads of signals is kept current. */
  mount(root: HTMLElement): { readonly draw: (code: () => Drawn) => void; readonly unmount: () => void }
  /** Something that changes: how to read it, and how to change it. */
  signal<Value>(initial: Value): readonly [get: () => Value, set: (value: Value) => void]
  /** Options of a hook, made anew when what they are made of changes. */
  options<Options>(make: () => Options): Options
  /** What a hook gives that isn't an object: the present one. */
  read<Value>(value: Value): Value
  /** Begins something when a component has been drawn; what it gives ends it. */
  whileMounted(begin: () => (() => void) | undefined): void
  readonly parts: Readonly<Record<Names, Component>>
  readonly hooks: Hooks
  readonly SupportProvider: Component
}

/** Whether the page is looked at on a phone. */
export const phone = (isPhone: boolean): void => void vi.stubGlobal("matchMedia", (query: string) => ({
  matches: isPhone && query.includes("max-width"), addEventListener: () => {}, removeEventListener: () => {}
}))

let keys = 0

/** For each test of a suite: a server, a key of its own, and a page that is cleared afterwards. */
export const makePartsStage = ({ mount, SupportProvider }: Pick<PartsDriver, "mount" | "SupportProvider">) => {
  let mounted: ReturnType<PartsDriver["mount"]>
  let publicKey = ""
  let server: FakeServer
  beforeEach(() => {
    publicKey = `pk_test_parts_${++keys}`
    server = onlyFetch()
    phone(false)
    mounted = mount(document.body.appendChild(document.createElement("div")))
  })
  afterEach(() => {
    mounted.unmount()
    document.body.replaceChildren()
    forget()
  })
  return {
    get server() {
      return server
    },
    get publicKey() {
      return publicKey
    },
    /** Draws without a provider. */
    draw: (code: () => Drawn) => mounted.draw(code),
    /** Draws under a provider; without a key if `key` is null. */
    show: (code: () => Drawn, key: string | null = publicKey) =>
      mounted.draw(() => <SupportProvider publicKey={key ?? undefined} apiUrl="https://support.example">{code()}</SupportProvider>),
    /** This browser was here before: it holds the visitor's secret. */
    comeBack: () => holdSecret(publicKey, server)
  }
}

/** The first that a selector finds. */
export const one = <E extends HTMLElement = HTMLElement>(selector: string): E => {
  const found = document.querySelector<E>(selector)
  if (found === null) throw new Error(`no ${selector} in ${document.body.innerHTML}`)
  return found
}

export const all = (selector: string): ReadonlyArray<HTMLElement> => [...document.querySelectorAll<HTMLElement>(selector)]

/** Types as a person does: the value changes, then the page is told. */
export const typeInto = (element: HTMLElement, text: string): void => {
  // React watches the property on the element itself; the prototype's setter is what a browser's typing amounts to.
  Object.getOwnPropertyDescriptor(Object.getPrototypeOf(element), "value")?.set?.call(element, text)
  element.dispatchEvent(new InputEvent("input", { bubbles: true }))
}

/** An event of a field. */
export interface Written {
  readonly currentTarget: { readonly value: string }
}

/** Waits until the page says this, among whatever else. */
export const says = (wanted: string): Promise<boolean> => eventually(`text ${wanted}`, () => document.body.textContent?.includes(wanted) === true)
