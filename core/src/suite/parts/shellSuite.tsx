import { describe, expect, it, vi } from "vitest"
import { button, eventually, key, press } from "../screen.ts"
import { makePartsStage, type PartsDriver, phone } from "./stage.tsx"

/** What function children are given. */
interface Given {
  readonly isOpen: boolean
  readonly unreadCount: number
  readonly toggle: () => void
  readonly close: () => void
}

const dialog = () => document.querySelector<HTMLElement>("[role='dialog']")

/** The primitives that open and close a widget, run over each renderer. */
export const shellSuite = (renderer: string, driver: PartsDriver<"Config" | "Router" | "Trigger" | "Window">): void => {
  const { hooks: H, parts: P, signal } = driver

  /** The smallest example of the primitives' page. */
  const CustomWidget = () => {
    const config = H.useSupportConfig()
    return (
      <>
        <P.Trigger>
          {(trigger: Given) => <button onClick={() => config.toggle()}>Help {trigger.unreadCount}</button>}
        </P.Trigger>
        <P.Window isOpen={config.isOpen} onOpenChange={() => config.toggle()}>
          {(window: Given) => <section>Custom support content<button onClick={() => window.close()}>Shut</button></section>}
        </P.Window>
      </>
    )
  }

  describe(`the trigger and window primitives in ${renderer}`, { timeout: 20_000 }, () => {
    const { show } = makePartsStage(driver)

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
      show(() => <P.Trigger>{({ isOpen, toggle }: Given) => <button onClick={toggle}>{isOpen ? "Close" : "Open"}</button>}</P.Trigger>)
      await press("Open")
      await press("Close")
      await button("Open")
    })

    it("toggles once per click when something deeper inside toggles as well", async () => {
      const Inner = (props: { readonly toggle: () => void }) => <span data-testid="inner" onClick={() => props.toggle()}>Deep</span>
      show(() => <P.Trigger>{(trigger: Given) => <Inner toggle={trigger.toggle} />}</P.Trigger>)
      document.querySelector<HTMLElement>("[data-testid='inner']")?.click()
      await eventually("an open trigger", () => document.querySelector("button[data-slot='trigger'][data-state='open']"))
    })

    it("runs the child's handler, keeps its classes and its ref when it takes the part's place", async () => {
      const clicked = vi.fn()
      const refs: Array<Element | null> = []
      show(() => (
        <P.Trigger asChild className={({ isOpen }: Given) => isOpen ? "is-open" : "is-closed"} ref={(element: Element | null) => void refs.push(element)}>
          <a href="#help" className="mine" onClick={clicked} ref={(element: Element | null) => void refs.push(element)}>Help</a>
        </P.Trigger>
      ))
      const link = document.querySelector("a")
      expect(link?.className).toBe("is-closed mine")
      expect(link?.hasAttribute("type")).toBe(false)
      link?.click()
      await eventually("an open link", () => link?.getAttribute("aria-expanded") === "true" && link.className === "is-open mine")
      expect(clicked).toHaveBeenCalledOnce()
      expect(refs.filter((element) => element === link).length).toBeGreaterThanOrEqual(2)
    })

    it("leaves toggling to a child that prevents the click's default", async () => {
      show(() => <P.Trigger asChild><button onClick={(event: Event) => event.preventDefault()}>Help</button></P.Trigger>)
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
      const [trap, setTrap] = signal(true)
      show(() => <P.Window isOpen trapFocus={trap()}><button onClick={() => setTrap(false)}>Free</button></P.Window>)
      await eventually("a modal dialog", () => dialog()?.getAttribute("aria-modal") === "true")
      await press("Free")
      await eventually("a dialog that isn't", () => dialog()?.hasAttribute("aria-modal") === false)
    })

    it("stays open on Escape when its host says so", async () => {
      const onOpenChange = vi.fn()
      show(() => <P.Window isOpen onOpenChange={onOpenChange} closeOnEscape={false}>Here</P.Window>)
      const window = await eventually("a focused dialog", () => dialog() === document.activeElement && dialog())
      key(window, "Escape")
      expect(onOpenChange).not.toHaveBeenCalled()
    })

    it("routes to the page of a name, the later of two, else to the fallback", async () => {
      const pages = [
        { name: "HELP", component: () => <p>first</p> },
        { name: "HELP", component: (props: { params?: { topic: string } }) => <p>help with {props.params?.topic}</p> }
      ]
      const [page, setPage] = signal("HELP")
      show(() => <P.Router page={page()} params={{ topic: "billing" }} pages={pages} fallback={() => <p>nothing here</p>} />)
      expect(document.body.textContent).toBe("help with billing")
      setPage("NOPE")
      expect(document.body.textContent).toBe("nothing here")
    })

    it("takes its quick options back when the configuration leaves the page", async () => {
      const Options = () => {
        const support = H.useSupport()
        return <p>{support.quickOptions.join(",") || "none"}</p>
      }
      const [isHere, setHere] = signal(true)
      show(() => <><Options />{isHere() ? <P.Config quickOptions={["What does it cost?"]} /> : null}</>)
      await eventually("the option", () => document.body.textContent === "What does it cost?")
      setHere(false)
      await eventually("no option", () => document.body.textContent === "none")
    })
  })
}
