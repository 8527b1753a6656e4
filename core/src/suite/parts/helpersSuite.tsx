import { describe, expect, it, vi } from "vitest"
import { readLocalStorageDraftValue } from "../../documented/localStorageDraft.ts"
import { FakeUpload } from "../FakeUpload.ts"
import { eventually, press } from "../screen.ts"
import { makePartsStage, type PartsDriver, says, typeInto, type Written } from "./stage.tsx"

const field = (at = 0) => eventually("a field", () => document.querySelectorAll("textarea")[at])

/** Hooks that help to draw an interface of one's own, run over each renderer. */
export const helpersSuite = (renderer: string, driver: PartsDriver<never>): void => {
  const { hooks: H, options, signal } = driver
  describe(`interface helpers in ${renderer}`, { timeout: 20_000 }, () => {
    const { draw, show } = makePartsStage(driver)

    it("keeps a draft for the next visit, the same in every hook of its id and every tab", async () => {
      const Draft = () => {
        const draft = H.useLocalStorageDraftValue({ id: "reply" })
        return <><textarea value={draft.value} onInput={(event: Written) => draft.setValue(event.currentTarget.value)} /><button onClick={draft.clearValue}>Clear</button></>
      }
      draw(() => <><Draft /><Draft /></>)
      typeInto(await field(), "Half a thou")
      await eventually("the other one", async () => (await field(1)).value === "Half a thou")
      expect(localStorage.getItem("cossistant:draft:reply")).toBe("Half a thou")
      draw(() => <Draft />)
      await eventually("the kept text", () => document.querySelector("textarea")?.value === "Half a thou")
      localStorage.setItem("cossistant:draft:reply", "Half a thought")
      window.dispatchEvent(new StorageEvent("storage", { key: "cossistant:draft:reply", newValue: "Half a thought" }))
      await eventually("the other tab's text", () => document.querySelector("textarea")?.value === "Half a thought")
      await press("Clear")
      await eventually("nothing", () => readLocalStorageDraftValue("reply") === "")
    })

    it("gives a composer its stored draft, and forgets it once it is sent", async () => {
      localStorage.setItem("cossistant:draft:help", "Where is my kettle?")
      const Composer = () => {
        const composer = H.useMessageComposer({ conversationId: null, draftPersistenceId: "help" })
        return (
          <>
            <textarea value={composer.message} onInput={(event: Written) => composer.setMessage(event.currentTarget.value)} />
            <button onClick={composer.submit} disabled={!composer.canSubmit}>Send</button>
          </>
        )
      }
      show(() => <Composer />)
      await eventually("the draft", () => document.querySelector("textarea")?.value === "Where is my kettle?")
      await eventually("a ready button", () => document.querySelector("button:not([disabled])"))
      await press("Send")
      await eventually("an empty field and store", () =>
        document.querySelector("textarea")?.value === "" && localStorage.getItem("cossistant:draft:help") === null)
    })

    it("refuses files by the host's own rules before they are attached", async () => {
      vi.stubGlobal("XMLHttpRequest", FakeUpload)
      const Composer = () => {
        const composer = H.useMessageComposer({ conversationId: null, fileOptions: { maxFiles: 1, allowedFileTypes: ["image/*"] } })
        return (
          <>
            <button onClick={() => composer.addFiles([new File(["a"], "a.txt", { type: "text/plain" })])}>Text</button>
            <button onClick={() => composer.addFiles([new File(["a"], "a.png", { type: "image/png" }), new File(["b"], "b.png", { type: "image/png" })])}>Images</button>
            <p>{composer.files.length} {composer.error?.message} {String(composer.files[0] instanceof File)}</p>
          </>
        )
      }
      show(() => <Composer />)
      await press("Text")
      await says("0 FILE_REFUSED")
      await press("Images")
      await says("1 TOO_MANY_FILES true")
    })

    it("gives the keyboard back to the composer when a sent text has emptied it", async () => {
      const [value, setValue] = signal("Hello")
      const Composer = () => {
        const refocus = H.useComposerRefocus(options(() => ({ disabled: false, hasContent: value() !== "", isSubmitting: false })))
        return <><textarea ref={refocus.inputRef} value={value()} readOnly /><button onClick={() => setValue("")}>Send</button></>
      }
      draw(() => <Composer />)
      document.querySelector("button")?.focus()
      await press("Send")
      await eventually("the focus", () => document.activeElement === document.querySelector("textarea"))
    })

    it("fades only the edges beyond which there is more", async () => {
      const Scroller = () => {
        const mask = H.useScrollMask({ maskHeight: "20px" })
        return <div id="scroller" ref={mask.ref} data-mask={Object.values(mask.style)[0] ?? "none"} />
      }
      draw(() => <Scroller />)
      const scroller = document.getElementById("scroller")
      if (scroller === null) throw new Error("no scroller")
      expect(scroller.dataset["mask"]).toBe("none")
      Object.defineProperties(scroller, { scrollHeight: { value: 500 }, clientHeight: { value: 100 } })
      scroller.dispatchEvent(new Event("scroll"))
      await eventually("a faded end", () => scroller.dataset["mask"]?.includes("black calc(100% - 20px), transparent") && !scroller.dataset["mask"].includes("transparent, black"))
      scroller.scrollTop = 200
      scroller.dispatchEvent(new Event("scroll"))
      await eventually("a faded start too", () => scroller.dataset["mask"]?.includes("transparent, black 20px"))
    })

    it("knows whether the page is seen and has the keyboard", async () => {
      const Status = () => {
        const focus = H.useWindowVisibilityFocus()
        return <p>{String(focus.isPageVisible)} {String(focus.hasWindowFocus)}</p>
      }
      const hasFocus = vi.spyOn(document, "hasFocus").mockReturnValue(true)
      draw(() => <Status />)
      await says("true true")
      hasFocus.mockReturnValue(false)
      window.dispatchEvent(new Event("blur"))
      await says("true false")
      hasFocus.mockRestore()
    })

    it("tells once that a pending conversation has its id", async () => {
      const created = vi.fn()
      const Life = () => {
        const life = H.useConversationLifecycle({ onConversationCreated: created })
        return <button onClick={() => ["CO1234567892345678", "CO2345678923456781"].forEach(life.setConversationId)}>{life.conversationId} {String(life.isPending)} {String(life.realConversationId)}</button>
      }
      draw(() => <Life />)
      await press("__pending__ true null")
      await press("CO2345678923456781 false CO2345678923456781")
      expect(created.mock.calls).toEqual([["CO1234567892345678"]])
    })

    it("is silent, without an error on the page, where nobody has touched it yet", async () => {
      const contexts = vi.fn()
      vi.stubGlobal("AudioContext", contexts)
      Object.defineProperty(navigator, "userActivation", { value: { hasBeenActive: false }, configurable: true })
      const Bell = () => {
        const ring = H.useNewMessageSound()
        return <button onClick={() => { ring(); document.title = "rung" }}>Ring</button>
      }
      draw(() => <Bell />)
      await press("Ring")
      await eventually("a ring", () => document.title === "rung")
      expect(contexts).not.toHaveBeenCalled()
    })

    it("keeps what was written when it couldn't be handed over", async () => {
      let isDown = true
      const Input = () => {
        const input = H.useMultimodalInput({ onSubmit: () => isDown ? Promise.reject(new Error("down")) : Promise.resolve() })
        return (
          <>
            <textarea value={input.message} onInput={(event: Written) => input.setMessage(event.currentTarget.value)} />
            <button onClick={() => void input.submit()}>Send</button><p>{input.error?.message}</p>
          </>
        )
      }
      draw(() => <Input />)
      typeInto(await field(), "Hello")
      await press("Send")
      await says("down")
      expect((await field()).value).toBe("Hello")
      isDown = false
      typeInto(await field(), "Hello!")
      await press("Send")
      await eventually("an empty field", () => document.querySelector("textarea")?.value === "")
    })
  })
}
