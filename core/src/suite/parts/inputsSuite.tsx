import { describe, expect, it, vi } from "vitest"
import { eventually, key } from "../screen.ts"
import { all, makePartsStage, one, type PartsDriver, typeInto } from "./stage.tsx"

type Names = "FeedbackCommentInput" | "FeedbackRatingSelector" | "FeedbackTopicSelect" | "FileInput" | "Input" | "MultimodalInput"

const png = (name: string) => new File(["x"], name, { type: "image/png" })

/** Primitives that take what a person writes and chooses, run over each renderer. */
export const inputsSuite = (renderer: string, driver: PartsDriver<Names>): void => {
  const { parts: P, signal } = driver
  describe(`the input primitives in ${renderer}`, { timeout: 20_000 }, () => {
    const { draw } = makePartsStage(driver)

    it("sends with Enter, but neither with Shift nor while an input method composes", async () => {
      const onSubmit = vi.fn()
      const [value, setValue] = signal("")
      const Sample = () => {
        return <><P.MultimodalInput value={value()} onChange={setValue} onSubmit={onSubmit} placeholder="Write" /><output>{value()}</output></>
      }
      draw(() => <Sample />)
      const field = one<HTMLTextAreaElement>("textarea[rows='1']")
      typeInto(field, "こんにちは")
      await eventually("the text", () => one("output").textContent === "こんにちは")
      key(field, "Enter", { isComposing: true })
      key(field, "Enter", { shiftKey: true })
      expect(onSubmit).not.toHaveBeenCalled()
      key(field, "Enter")
      expect(onSubmit).toHaveBeenCalledOnce()
    })

    it("describes each field by an error of its own", () => {
      draw(() => (
        <>
          <P.MultimodalInput value="" onChange={() => {}} error={new Error("Too long")} />
          <P.Input value="" onChange={() => {}} error={new Error("Too many files")} />
          <P.MultimodalInput value="" onChange={() => {}} />
        </>
      ))
      const fields = all("textarea")
      const errors = fields.map((field) => document.getElementById(field.getAttribute("aria-describedby") ?? "")?.textContent)
      expect(errors).toEqual(["Too long", "Too many files", undefined])
      expect(fields.map((field) => field.getAttribute("aria-invalid"))).toEqual(["true", "true", null])
    })

    it("takes pasted files", () => {
      const onFileSelect = vi.fn()
      draw(() => <P.MultimodalInput value="" onChange={() => {}} onFileSelect={onFileSelect} />)
      const paste = new Event("paste", { bubbles: true, cancelable: true })
      one("textarea").dispatchEvent(Object.assign(paste, { clipboardData: { items: [], files: [png("a.png")] } }))
      expect(onFileSelect.mock.calls[0]?.[0]).toHaveLength(1)
      expect(paste.defaultPrevented).toBe(true)
    })

    it("takes chosen files by either name, no more than so many, and the same file again", () => {
      const onFilesSelected = vi.fn()
      const onFileSelect = vi.fn()
      draw(() => <P.FileInput onFilesSelected={onFilesSelected} onFileSelect={onFileSelect} maxFiles={2} />)
      const input = one<HTMLInputElement>("input[type='file'][multiple]")
      let value = "C:\\fakepath\\a.png"
      Object.defineProperty(input, "files", { value: [png("a.png"), png("b.png"), png("c.png")] })
      Object.defineProperty(input, "value", { get: () => value, set: (next: string) => { value = next } })
      input.dispatchEvent(new Event("change", { bubbles: true }))
      expect(onFilesSelected.mock.calls.map(([files]) => (files as Array<File>).map(({ name }) => name))).toEqual([["a.png", "b.png"]])
      expect(onFileSelect).toHaveBeenCalledOnce()
      expect(value).toBe("")
    })

    it("takes files dropped around it", async () => {
      const onFileSelect = vi.fn()
      draw(() => <label id="area"><P.FileInput onFileSelect={onFileSelect} /></label>)
      const tell = (type: string) => one("#area").dispatchEvent(Object.assign(new Event(type, { bubbles: true, cancelable: true }), {
        dataTransfer: { types: ["Files"], files: [png("a.png")], items: [] }
      }))
      await eventually("an area that listens", () => {
        tell("dragenter")
        return one("#area").hasAttribute("data-dropping")
      })
      tell("drop")
      expect(onFileSelect.mock.calls.map(([files]) => (files as Array<File>).map(({ name }) => name))).toEqual([["a.png"]])
    })

    it("rates as one radio group: a single tab stop, arrows choose and move", async () => {
      const onHoverChange = vi.fn()
      const [value, setValue] = signal<number | null>(null)
      const Sample = () => {
        return <P.FeedbackRatingSelector value={value()} onSelect={setValue} onHoverChange={onHoverChange} buttonClassName="star" />
      }
      draw(() => <Sample />)
      const stars = [...all("[role='radiogroup'][data-feedback-rating-selector] > [role='radio'][data-feedback-rating-button]")]
      expect(stars.map(({ tabIndex }) => tabIndex)).toEqual([0, -1, -1, -1, -1])
      expect(stars.map((star) => star.getAttribute("aria-label"))).toEqual(["1 star", "2 stars", "3 stars", "4 stars", "5 stars"])
      stars[2]?.click()
      await eventually("three", () => stars[2]?.getAttribute("aria-checked") === "true")
      expect(stars.map((star) => star.dataset["ratingActive"])).toEqual(["true", "true", "true", "false", "false"])
      expect(stars.map(({ tabIndex }) => tabIndex)).toEqual([-1, -1, 0, -1, -1])
      // React makes the one of the other.
      for (const event of [new MouseEvent("mouseover", { bubbles: true }), new MouseEvent("mouseenter")]) stars[4]?.dispatchEvent(event)
      expect(onHoverChange.mock.calls.at(-1)).toEqual([5])
      if (stars[2]) key(stars[2], "ArrowRight")
      await eventually("four, focused", () => stars[3]?.getAttribute("aria-checked") === "true" && document.activeElement === stars[3])
    })

    it("takes a comment and a topic, and says which is missing", async () => {
      const [comment, setComment] = signal("")
      const [topic, setTopic] = signal("")
      const Sample = () => {
        return (
          <>
            <P.FeedbackCommentInput value={comment()} onValueChange={setComment} invalid={comment() === ""} />
            <P.FeedbackTopicSelect options={["Billing", "Bugs"]} value={topic()} onValueChange={setTopic} placeholder="What about?" invalid={topic() === ""} />
            <output>{topic()}: {comment()}</output>
          </>
        )
      }
      draw(() => <Sample />)
      const field = one("textarea[data-feedback-comment-input][aria-invalid='true']")
      const select = one<HTMLSelectElement>("[data-feedback-topic-select] select[aria-invalid='true']")
      expect(select.value).toBe("")
      typeInto(field, "Fine")
      select.value = "Bugs"
      select.dispatchEvent(new Event("change", { bubbles: true }))
      await eventually("both", () => one("output").textContent === "Bugs: Fine")
      expect([field.hasAttribute("aria-invalid"), select.hasAttribute("aria-invalid")]).toEqual([false, false])
    })
  })
}
