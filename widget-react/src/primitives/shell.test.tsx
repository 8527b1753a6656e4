import { button, eventually, key, press } from "@cossistant/core/suite/screen"
import { useState } from "react"
import { describe, expect, it, vi } from "vitest"
import { useSupport } from "../useSupport.ts"
import { useSupportConfig } from "../useSupportConfig.ts"
import * as Primitives from "../primitives.ts"
import { makePage, phone } from "./testing/mount.tsx"

const { show } = makePage()
const dialog = () => document.querySelector<HTMLElement>("[role='dialog']")

/** The smallest example of the primitives' page, word for word but for its text. */
const CustomWidget = () => {
  const { isOpen, toggle } = useSupportConfig()
  return (
    <>
      <Primitives.Trigger>
        {({ unreadCount }) => <button onClick={toggle}>Help {unreadCount}</button>}
      </Primitives.Trigger>
      <Primitives.Window isOpen={isOpen} onOpenChange={toggle}>
        {({ close }) => isOpen ? <section>Custom support content<button onClick={close}>Shut</button></section> : null}
      </Primitives.Window>
    </>
  )
}

describe("the trigger and window primitives", () => {
  it("opens with one click where a button stands inside a trigger, and closes with the next", async () => {
    show(<CustomWidget />)
    expect(document.querySelectorAll("button button")).toHaveLength(0)
    await press("Help 0")
    await eventually("the window", () => dialog()?.textContent?.includes("Custom support content"))
    expect((await button("Help 0")).getAttribute("aria-expanded")).toBe("true")
    await press("Help 0")
    await eventually("no window", () => dialog() === null)
  })

  it("toggles once per click when the inner button uses the trigger's own toggle", async () => {
    show(<Primitives.Trigger>{({ isOpen, toggle }) => <button onClick={toggle}>{isOpen ? "Close" : "Open"}</button>}</Primitives.Trigger>)
    await press("Open")
    await press("Close")
    await button("Open")
  })

  it("toggles once per click when something deeper inside toggles as well", async () => {
    const Inner = ({ toggle }: { readonly toggle: () => void }) => <span data-testid="inner" onClick={toggle}>Deep</span>
    show(<Primitives.Trigger>{({ toggle }) => <Inner toggle={toggle} />}</Primitives.Trigger>)
    document.querySelector<HTMLElement>("[data-testid='inner']")?.click()
    await eventually("an open trigger", () => document.querySelector("button[data-slot='trigger'][data-state='open']"))
  })

  it("runs the child's handler, keeps its classes and its ref when it is cloned", async () => {
    const clicked = vi.fn()
    const refs: Array<Element | null> = []
    show(
      <Primitives.Trigger asChild className={({ isOpen }) => isOpen ? "is-open" : "is-closed"} ref={(element) => void refs.push(element)}>
        <a href="#help" className="mine" onClick={clicked} ref={(element) => void refs.push(element)}>Help</a>
      </Primitives.Trigger>
    )
    const link = document.querySelector("a")
    expect(link?.className).toBe("is-closed mine")
    expect(link?.hasAttribute("type")).toBe(false)
    link?.click()
    await eventually("an open link", () => link?.getAttribute("aria-expanded") === "true" && link.className === "is-open mine")
    expect(clicked).toHaveBeenCalledOnce()
    expect(refs.filter((element) => element === link).length).toBeGreaterThanOrEqual(2)
  })

  it("leaves toggling to a child that prevents the click's default", async () => {
    show(<Primitives.Trigger asChild><button onClick={(event) => event.preventDefault()}>Help</button></Primitives.Trigger>)
    await press("Help")
    expect((await button("Help")).getAttribute("aria-expanded")).toBe("false")
  })

  it("names its dialog, isn't modal on a desktop, and closes on Escape with the focus given back", async () => {
    show(<CustomWidget />)
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
      const [trap, setTrap] = useState(true)
      return <Primitives.Window isOpen trapFocus={trap}><button onClick={() => setTrap(false)}>Free</button></Primitives.Window>
    }
    show(<Both />)
    await eventually("a modal dialog", () => dialog()?.getAttribute("aria-modal") === "true")
    await press("Free")
    await eventually("a dialog that isn't", () => dialog()?.hasAttribute("aria-modal") === false)
  })

  it("stays open on Escape when its host says so", async () => {
    const onOpenChange = vi.fn()
    show(<Primitives.Window isOpen onOpenChange={onOpenChange} closeOnEscape={false}>Here</Primitives.Window>)
    const window = await eventually("a focused dialog", () => dialog() === document.activeElement && dialog())
    key(window, "Escape")
    expect(onOpenChange).not.toHaveBeenCalled()
  })

  it("routes to the page of a name, the later of two, else to the fallback", () => {
    const pages = [
      { name: "HELP", component: () => <p>first</p> },
      { name: "HELP", component: ({ params }: { params?: { topic: string } }) => <p>help with {params?.topic}</p> }
    ]
    show(<Primitives.Router page="HELP" params={{ topic: "billing" }} pages={pages} />)
    expect(document.body.textContent).toBe("help with billing")
    show(<Primitives.Router page="NOPE" pages={pages} fallback={() => <p>nothing here</p>} />)
    expect(document.body.textContent).toBe("nothing here")
  })

  it("takes its quick options back when the configuration leaves the page", async () => {
    const Options = () => <p>{useSupport().quickOptions.join(",") || "none"}</p>
    show(<><Options /><Primitives.Config quickOptions={["What does it cost?"]} /></>)
    await eventually("the option", () => document.body.textContent === "What does it cost?")
    show(<Options />)
    await eventually("no option", () => document.body.textContent === "none")
  })
})
