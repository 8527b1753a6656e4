import { createRenderEffect, untrack } from "solid-js"
import { classList, DelegatedEvents, delegateEvents, style } from "solid-js/web"
import { callHandler } from "./callHandler.ts"

export type AnyProps = Readonly<Record<string, unknown>>
type Named<Value> = { [name: string]: Value }
type Handler = (this: Element, ...args: ReadonlyArray<unknown>) => void

const isHandler = (name: string): boolean => name.startsWith("on")

/** A handler that the element already has runs first. */
const addHandler = (element: Element, name: string, run: (event: Event) => void): void => {
  const [, capture, direct] = /^on(capture)?:(.+)$/.exec(name) ?? []
  const type = direct ?? name.slice(2).toLowerCase()
  if (direct !== undefined || !DelegatedEvents.has(type)) return element.addEventListener(type, run, { capture: capture !== undefined })
  // Where Solid keeps the handlers of events that it listens to for the whole document.
  const slots = element as unknown as Record<string, unknown>
  const before = slots[`$$${type}`] as Handler | undefined // Solid put it there
  const data = slots[`$$${type}Data`]
  delete slots[`$$${type}Data`]
  slots[`$$${type}`] = (event: Event) => {
    if (data === undefined) before?.call(element, event)
    else before?.call(element, data, event)
    run(event)
  }
  delegateEvents([type])
}

/** What an element shows by its property: the attribute of that name says what it began with, or nothing. */
const isLive = (name: string): boolean => /^(value|checked|muted|innerHTML|innerText|textContent)$/.test(name)

const setAttribute = (element: Element, name: string, value: unknown): void => {
  const attribute = name === "className" ? "class" : name
  if (isLive(name)) Reflect.set(element, name, value ?? "")
  else if (typeof value === "boolean" && name in element) Reflect.set(element, name, value)
  // `aria-` and `data-` attributes say "false".
  else if (value == null || (value === false && !name.includes("-"))) element.removeAttribute(attribute)
  else element.setAttribute(attribute, String(value))
}

interface GiveOptions {
  /** Attributes that stay as they are on the element; lower case. */
  readonly kept?: ReadonlySet<string>
  /** `preventDefault()` in a handler of the element's own keeps the part's from running. */
  readonly isAdopted?: boolean
}

const nothing: ReadonlySet<string> = /* @__PURE__ */ new Set()

/**
 * Gives an element a part's props, without the children, and keeps them current. Like Solid's `spread`, which brings tables
 * of every property there is along, it takes what JSX takes of attributes, classes, styles and handlers, and a `ref`.
 * Handlers run beside the element's own. Call it where what it follows may end, as in a component.
 */
export const giveProps = (element: HTMLElement, props: AnyProps, { isAdopted = false, kept = nothing }: GiveOptions = {}): void => {
  const given: Record<string, unknown> = {}
  const give = (name: string) => {
    if (isHandler(name)) {
      if (!(name in given)) addHandler(element, name, (event) => {
        if (!isAdopted || !event.defaultPrevented) callHandler(props[name], event)
      })
      given[name] = true
      return
    }
    const value = props[name]
    const before = given[name]
    // Both compare for themselves, and say what they have set; their values are of these types by their names.
    if (name === "style") given[name] = style(element, value as Named<string>, before as Named<string>)
    else if (name === "classList") given[name] = classList(element, value as Named<boolean>, before as Named<boolean>)
    else if (value !== before || !(name in given)) setAttribute(element, name, given[name] = value)
  }
  untrack(() => {
    const { ref } = props
    if (typeof ref === "function") (ref as (element: HTMLElement) => void)(element) // a ref by its name
  })
  createRenderEffect(() => {
    for (const name of new Set([...Object.keys(given), ...Object.keys(props)])) {
      if (name !== "children" && name !== "ref" && !kept.has(name.toLowerCase())) give(name)
    }
  })
}
