import { createRenderEffect, onMount, sharedConfig, splitProps } from "solid-js"
import { DelegatedEvents, delegateEvents, spread } from "solid-js/web"
import { callHandler } from "./callHandler.ts"

type AnyProps = Readonly<Record<string, unknown>>
type Handler = (this: Element, ...args: ReadonlyArray<unknown>) => void

/** The child's handler runs first; its `preventDefault()` keeps the part's from running. */
const addHandler = (element: Element, name: string, props: AnyProps): void => {
  const run = (event: Event) => {
    if (!event.defaultPrevented) callHandler(props[name], event)
  }
  const [, capture, direct] = /^on(capture)?:(.+)$/.exec(name) ?? []
  const type = direct ?? name.slice(2).toLowerCase()
  if (direct !== undefined || !DelegatedEvents.has(type)) return element.addEventListener(type, run, { capture: capture !== undefined })
  // Where Solid keeps the handlers of events that it listens to for the whole document.
  const slots = element as unknown as Record<string, unknown>
  const childs = slots[`$$${type}`] as Handler | undefined // Solid put it there
  const data = slots[`$$${type}Data`]
  delete slots[`$$${type}Data`]
  slots[`$$${type}`] = (event: Event) => {
    if (data === undefined) childs?.call(element, event)
    else childs?.call(element, data, event)
    run(event)
  }
  delegateEvents([type])
}

/**
 * Gives an element that is already made what a part's own would have: handlers run both, classes add up, of the rest the
 * element's own win. Call it where what it follows may end, as in a component.
 */
export const adoptElement = (element: HTMLElement, props: AnyProps): void =>
  // What a server drew lacks these attributes, and Solid sets none while it takes that over.
  sharedConfig.context ? onMount(() => adopt(element, props)) : adopt(element, props)

const adopt = (element: HTMLElement, props: AnyProps): void => {
  const names = Object.keys(props)
  const isHandler = (name: string) => name.startsWith("on")
  const isOwn = (name: string) => element.hasAttribute(name) ||
    // A type is a button's; another element has none, or one that means something else.
    (name === "type" && element.localName !== "button")
  for (const name of names) {
    if (isHandler(name)) addHandler(element, name, props)
  }
  const ownClass = element.className
  createRenderEffect<string>((before) => {
    const now = [props["class"], ownClass].filter((name) => typeof name === "string" && name !== "").join(" ")
    if (now !== before) element.className = now
    return now
  }, ownClass)
  const [, rest] = splitProps(props, ["children", "class", ...names.filter((name) => isHandler(name) || (name !== "ref" && isOwn(name)))])
  spread(element, rest, false, true)
}
