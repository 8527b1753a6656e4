import { describe, expect, it, vi } from "vitest"
import { WIDGET } from "../../documented/client/widgetOf.ts"
import { conversationView } from "../../widget/conversationView.ts"
import { makeWidget } from "../../widget/widget.ts"
import { FakeUpload } from "../FakeUpload.ts"
import { eventually, press } from "../screen.ts"
import { makePartsStage, type PartsDriver, says, typeInto, type Written } from "./stage.tsx"

const field = () => eventually("a field", () => document.querySelector("textarea"))
const first = "CO1234567892345678"
const second = "CO2345678923456781"

/** The field that a message is written in, on pages of a host's own, run over each renderer. */
export const composerSuite = (renderer: string, driver: PartsDriver<never>): void => {
  const { hooks: H, options, signal, SupportProvider } = driver

  /** As the guide shows it. */
  const Input = (props: { readonly conversationId?: string; readonly draftId?: string; readonly maxFiles?: number; readonly onError?: (error: Error) => void }) => {
    const composer = H.useMessageComposer(options(() => ({
      conversationId: props.conversationId ?? null, draftPersistenceId: props.draftId, onError: props.onError,
      fileOptions: { maxFiles: props.maxFiles }
    })))
    return (
      <>
        <textarea value={composer.message} onInput={(event: Written) => composer.setMessage(event.currentTarget.value)} />
        <button disabled={!composer.canSubmit} onClick={() => composer.submit()}>Send</button>
        <button onClick={() => composer.addFiles([new File(["a"], "a.png", { type: "image/png" }), new File(["b"], "b.png", { type: "image/png" })])}>Attach</button>
        <button onClick={() => composer.clearFiles()}>Detach</button>
        <button onClick={() => composer.reset()}>Reset</button>
        <p>{composer.files.length} files, {composer.error?.message ?? "fine"}</p>
      </>
    )
  }

  describe(`the message composer in ${renderer}`, { timeout: 20_000 }, () => {
    const page = makePartsStage(driver)
    const sent = () => page.server.requests.filter(({ tag }) => tag === "conversations.send").map(({ payload }) => (payload as { text: string }).text)

    /** A widget whose second half comes when it is let go. */
    const late = () => {
      const gate = Promise.withResolvers<void>()
      const widget = makeWidget({
        publicKey: page.publicKey, apiUrl: "https://support.example", loadPanel: () => gate.promise.then(() => import("../../widget/panel.ts"))
      })
      return { widget, controller: { [WIDGET]: widget }, arrive: gate.resolve }
    }

    it("keeps every key that is pressed before the second half of the widget is here, and sends what was written", async () => {
      const { arrive, controller, widget } = late()
      const load = vi.spyOn(widget, "load")
      page.draw(() => <SupportProvider controller={controller}><Input /></SupportProvider>)
      const element = await field()
      await eventually("a wish for it", () => load.mock.calls.length > 0)
      for (const letter of "hello there") {
        typeInto(element, element.value + letter)
        await Promise.resolve()
      }
      expect([element.value, widget.get().panel]).toEqual(["hello there", null])
      await eventually("a ready button", () => document.querySelector("button:not([disabled])")?.textContent === "Send")
      arrive()
      await eventually("the second half", () => widget.get().panel)
      await eventually("the text in it", () => Object.values(widget.get().panel?.composers ?? {}).some(({ text }) => text === "hello there"))
      expect(element.value).toBe("hello there")
      typeInto(element, `${element.value}!`)
      await eventually("one more key", () => element.value === "hello there!")
      await press("Send")
      await eventually("the message", () => sent().join() === "hello there!")
      expect(element.value).toBe("")
    })

    it("sends what was written and sent off before the second half of the widget was here", async () => {
      const { arrive, controller } = late()
      page.draw(() => <SupportProvider controller={controller}><Input /></SupportProvider>)
      typeInto(await field(), "quick")
      await press("Send")
      arrive()
      await eventually("the message", () => sent().join() === "quick")
      await eventually("an empty field", async () => (await field()).value === "")
    })

    it("keeps what was written when the second half can't be loaded, tells why, and tries again with the next try to send", async () => {
      let isGone = true
      const widget = makeWidget({
        publicKey: page.publicKey, apiUrl: "https://support.example",
        loadPanel: () => isGone ? Promise.reject(new Error("chunk is gone")) : import("../../widget/panel.ts")
      })
      const errors: Array<string> = []
      page.draw(() => <SupportProvider controller={{ [WIDGET]: widget }}><Input onError={({ message }: Error) => void errors.push(message)} /></SupportProvider>)
      typeInto(await field(), "are you there?")
      await press("Send")
      await eventually("why", () => errors.join() === "INTERNAL_ERROR")
      expect((await field()).value).toBe("are you there?")
      isGone = false
      await press("Send")
      await eventually("the message", () => sent().join() === "are you there?")
      expect(errors).toEqual(["INTERNAL_ERROR"])
    })

    it("says before the second half is here, too, that a text is too long", async () => {
      const { controller } = late()
      page.draw(() => <SupportProvider controller={controller}><Input /></SupportProvider>)
      typeInto(await field(), "a".repeat(8_001))
      await says("TOO_LONG")
      expect(document.querySelector("button")?.disabled).toBe(true)
    })

    it("keeps stored drafts of two conversations apart when its page goes from one to the other", async () => {
      const [id, setId] = signal(first)
      page.comeBack()
      page.show(() => <Input conversationId={id()} draftId={id()} />)
      typeInto(await field(), "secret for the first")
      await eventually("the stored draft", () => localStorage.getItem(`cossistant:draft:${first}`) === "secret for the first")
      setId(second)
      await eventually("an empty field", async () => (await field()).value === "")
      await new Promise(requestAnimationFrame) // whatever follows from the change has followed
      expect([(await field()).value, localStorage.getItem(`cossistant:draft:${second}`)]).toEqual(["", null])
      typeInto(await field(), "for the second")
      await eventually("both drafts", () => localStorage.getItem(`cossistant:draft:${second}`) === "for the second")
      setId(first)
      await eventually("the first one's text", async () => (await field()).value === "secret for the first")
      expect(localStorage.getItem(`cossistant:draft:${second}`)).toBe("for the second")
    })

    it("forgets text, stored draft, files and refusal when it is reset, and the refusal when its files are taken out", async () => {
      vi.stubGlobal("XMLHttpRequest", FakeUpload)
      page.show(() => <Input draftId="help" maxFiles={1} />)
      const element = await field()
      typeInto(element, "Where is my kettle?")
      await press("Attach")
      await says("1 files, TOO_MANY_FILES")
      await press("Detach")
      await says("0 files, fine")
      expect(element.value).toBe("Where is my kettle?")
      await press("Attach")
      await says("1 files, TOO_MANY_FILES")
      await press("Reset")
      await says("0 files, fine")
      expect([element.value, localStorage.getItem("cossistant:draft:help")]).toEqual(["", null])
    })

    it("doesn't carry over what was written before the widget came into another conversation", async () => {
      const { arrive, controller, widget } = late()
      const [id, setId] = signal(first)
      page.draw(() => <SupportProvider controller={controller}><Input conversationId={id()} /></SupportProvider>)
      typeInto(await field(), "for the first")
      setId(second)
      await eventually("an empty field", async () => (await field()).value === "")
      arrive()
      await eventually("the text where it belongs", () => conversationView(widget.get(), first).composer.text === "for the first")
      expect(conversationView(widget.get(), second).composer.text).toBe("")
    })
  })
}
