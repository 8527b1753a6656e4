import { button, eventually, key, press } from "@cossistant/core/suite/screen"
import { createSignal, Show } from "solid-js"
import { describe, expect, it, vi } from "vitest"
import { useSupport } from "../useSupport.ts"
import { useSupportConfig } from "../useSupportConfig.ts"
import * as Primitives from "../primitives.ts"
import { makePage, phone } from "./testing/mount.tsx"

const { show } = makePage()
const dialog = () => document.querySelector<HTMLElement>("[role='dialog']")

/** The smallest example of the primitives' page. */
const CustomWidget = () => {
  const config = useSupportConfig()
  return (
    <>
      <Primitives.Trigger>
        {(trigger) => <button onClick={() => config.toggle()}>Help {trigger.unreadCount}</button>}
      </Primitives.Trigger>
      <Primitives.Window isOpen={config.isOpen} onOpenChange={() => config.toggle()}>
        {(window) => <section>Custom support content<button onClick={() => window.close()}>Shut</button></section>}
      </Primitives.Window>
    </>
  )
}

describe("the trigger and window primitives", () => {
  it("opens with one click where a button stands inside a trigger, and closes with the next", async () => {
    show(() => <CustomWidget />)
    expect(document.querySelectorAll("button button")).toHaveLength(0)
    await press("Help 0")
    await eventually("the window", () => dialog()?.textContent?.includes("Custom support content"))
    expect((await button("Help 0")).getAttribute("aria-expanded")).toBe("true")
    await press("Help 0")
    await eventually("no window", () => dialog() === null)
  })

  it("toggles once per click when the inner button uses the trigger's own toggle", async () => {
    show(() => <Primitives.Trigger>{({ isOpen, toggle }) => <button onClick={toggle}>{isOpen ? "Close" : "Open"}</button>}</Primitives.Trigger>)
    await press("Open")
    await press("Close")
    await button("Open")
  })

  it("toggles once per click when something deeper inside toggles as well", async () => {
    const Inner = (props: { readonly toggle: () => void }) => <span data-testid="inner" onClick={() => props.toggle()}>Deep</span>
    show(() => <Primitives.Trigger>{(trigger) => <Inner toggle={trigger.toggle} />}</Primitives.Trigger>)
    document.querySelector<HTMLElement>("[data-testid='inner']")?.click()
    await eventually("an open trigger", () => document.querySelector("button[data-slot='trigger'][data-state='open']"))
  })

  it("runs the child's handler, keeps its classes and its ref when it takes the part's place", async () => {
    const clicked = vi.fn()
    const refs: Array<Element> = []
    show(() => (
      <Primitives.Trigger asChild class={({ isOpen }) => isOpen ? "is-open" : "is-closed"} ref={(element) => void refs.push(element)}>
        <a href="#help" class="mine" onClick={clicked} ref={(element) => void refs.push(element)}>Help</a>
      </Primitives.Trigger>
    ))
    const link = document.querySelector("a")
    expect(link?.className).toBe("is-closed mine")
    expect(link?.hasAttribute("type")).toBe(false)
    link?.click()
    await eventually("an open link", () => link?.getAttribute("aria-expanded") === "true" && link.className === "is-open mine")
    expect(clicked).toHaveBeenCalledOnce()
    expect(refs).toEqual([link, link])
  })

  it("lets a function child spread the part's props onto an element of its own", async () => {
    show(() => <Primitives.Trigger asChild class="mine">{(trigger) => <a href="#help" {...trigger.props}>{trigger.isOpen ? "Close" : "Help"}</a>}</Primitives.Trigger>)
    const link = document.querySelector<HTMLElement>("a[href='#help'].mine")
    expect(document.querySelector("button")).toBeNull()
    link?.click()
    await eventually("an open link", () => document.querySelector("a[aria-expanded='true']")?.textContent === "Close")
    expect(document.querySelector("a")).toBe(link)
  })

  it("draws another element where `as` says so, and keeps it while what is written in it changes", async () => {
    show(() => <Primitives.Trigger as="summary">{(trigger) => trigger.isOpen ? "Close" : "Help"}</Primitives.Trigger>)
    const summary = document.querySelector<HTMLElement>("summary[aria-haspopup='dialog']")
    summary?.click()
    await eventually("another text", () => summary?.textContent === "Close")
    expect(document.querySelector("summary")).toBe(summary)
  })

  it("leaves toggling to a child that prevents the click's default", async () => {
    show(() => <Primitives.Trigger asChild><button onClick={(event) => event.preventDefault()}>Help</button></Primitives.Trigger>)
    await press("Help")
    expect((await button("Help")).getAttribute("aria-expanded")).toBe("false")
  })

  it("names its dialog, isn't modal on a desktop, and closes on Escape with the focus given back", async () => {
    show(() => <CustomWidget />)
    const trigger = await button("Help 0")
    trigger.focus()
    trigger.click()
    const window = await eventually("a focused dialog", () => dialog() === document.activeElement && dialog())
    expect(window.getAttribute("aria-label")).not.toBe("")
    expect(window.hasAttribute("aria-modal")).toBe(false)
    key(window, "Escape")
    await eventually("no window", () => dialog() === null)
    await eventually("focus on the trigger", () => document.activeElement === trigger)
  })

  it("is modal where it covers the page, unless its host keeps Tab free", async () => {
    phone(true)
    const Both = () => {
      const [trap, setTrap] = createSignal(true)
      return <Primitives.Window isOpen trapFocus={trap()}><button onClick={() => setTrap(false)}>Free</button></Primitives.Window>
    }
    show(() => <Both />)
    await eventually("a modal dialog", () => dialog()?.getAttribute("aria-modal") === "true")
    await press("Free")
    await eventually("a dialog that isn't", () => dialog()?.hasAttribute("aria-modal") === false)
  })

  it("stays open on Escape when its host says so", async () => {
    const onOpenChange = vi.fn()
    show(() => <Primitives.Window isOpen onOpenChange={onOpenChange} closeOnEscape={false}>Here</Primitives.Window>)
    const window = await eventually("a focused dialog", () => dialog() === document.activeElement && dialog())
    key(window, "Escape")
    expect(onOpenChange).not.toHaveBeenCalled()
  })

  it("routes to the page of a name, the later of two, else to the fallback", async () => {
    const pages = [
      { name: "HELP", component: () => <p>first</p> },
      { name: "HELP", component: (props: { params?: { topic: string } }) => <p>help with {props.params?.topic}</p> }
    ]
    const [page, setPage] = createSignal("HELP")
    show(() => <Primitives.Router page={page()} params={{ topic: "billing" }} pages={pages} fallback={() => <p>nothing here</p>} />)
    expect(document.body.textContent).toBe("help with billing")
    setPage("NOPE")
    expect(document.body.textContent).toBe("nothing here")
  })

  it("takes its quick options back when the configuration leaves the page", async () => {
    const Options = () => {
      const support = useSupport()
      return <p>{support.quickOptions.join(",") || "none"}</p>
    }
    const [isHere, setHere] = createSignal(true)
    show(() => <><Options /><Show when={isHere()}><Primitives.Config quickOptions={["What does it cost?"]} /></Show></>)
    await eventually("the option", () => document.body.textContent === "What does it cost?")
    setHere(false)
    await eventually("no option", () => document.body.textContent === "none")
  })
})
