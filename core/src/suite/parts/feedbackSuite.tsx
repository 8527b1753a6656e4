import { describe, expect, it, vi } from "vitest"
import { button, eventually, press } from "../screen.ts"
import { all, makePartsStage, one, type PartsDriver } from "./stage.tsx"

/** What a function child is given. */
interface Given {
  readonly isOpen: boolean
  readonly toggle: () => void
}

/** The button that opens a feedback form, run over each renderer. */
export const feedbackSuite = (renderer: string, driver: PartsDriver<"Feedback" | "FeedbackTrigger">): void => {
  const { hooks: H, parts: { Feedback, FeedbackTrigger }, signal } = driver
  describe(`the feedback trigger in ${renderer}`, { timeout: 20_000 }, () => {
    const { show } = makePartsStage(driver)
    const trigger = (state: "open" | "closed") =>
      eventually(`a trigger that is ${state}`, () => document.querySelector(`[data-slot='feedback-trigger'][data-state='${state}']`))

    it("opens with one click on a button that its function gives, which takes its place, and closes with the next", async () => {
      show(() => <Feedback><FeedbackTrigger>{({ isOpen, toggle }: Given) => <button onClick={toggle}>{isOpen ? "Never mind" : "Tell us"}</button>}</FeedbackTrigger></Feedback>)
      await press("Tell us")
      expect((await button("Never mind")).getAttribute("aria-expanded")).toBe("true")
      expect(all("button button")).toHaveLength(0)
      await eventually("the form", () => document.querySelector("[role='radiogroup']"))
      await press("Never mind")
      await button("Tell us")
    })

    it("toggles once per click, whatever deeper inside toggles by it", async () => {
      const Inner = () => {
        const handle = H.useFeedbackHandle()
        return <span id="inner" onClick={() => handle?.toggle()}>Deep</span>
      }
      const changes: Array<boolean> = []
      show(() => <Feedback onOpenChange={(open: boolean) => changes.push(open)}><FeedbackTrigger><Inner /></FeedbackTrigger></Feedback>)
      one("#inner").click()
      await trigger("open")
      one("#inner").click()
      await trigger("closed")
      expect(changes).toEqual([true, false])
    })

    it("asks the host of a controlled form once per click", async () => {
      const [isOpen, setOpen] = signal(false)
      const onOpenChange = vi.fn(setOpen)
      show(() => (
        <Feedback open={isOpen()} onOpenChange={onOpenChange}>
          <FeedbackTrigger>{({ toggle }: Given) => <button onClick={toggle}>Tell us</button>}</FeedbackTrigger>
        </Feedback>
      ))
      await press("Tell us")
      await trigger("open")
      await press("Tell us")
      await trigger("closed")
      expect(onOpenChange.mock.calls).toEqual([[true], [false]])
    })

    it("leaves toggling to a handler that prevents the click's default", async () => {
      show(() => <Feedback><FeedbackTrigger onClick={(event: Event) => event.preventDefault()}>Tell us</FeedbackTrigger></Feedback>)
      await press("Tell us")
      expect((await button("Tell us")).getAttribute("aria-expanded")).toBe("false")
    })
  })
}
