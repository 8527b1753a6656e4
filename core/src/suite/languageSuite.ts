import { describe, expect, it, vi } from "vitest"
import { button, dialog, eventually, press, shows } from "./screen.ts"
import { makeStage, open, type WidgetDriver } from "./stage.ts"

/** All that is read inside `selector` from now on, however briefly it stands there. */
const readAll = (selector: string): { readonly seen: () => string } => {
  let seen = ""
  const look = () => {
    for (const element of document.querySelectorAll(selector)) {
      seen += `${element.textContent}|${[...element.querySelectorAll("[aria-label]"), element].map((named) => named.getAttribute("aria-label")).join("|")}\n`
    }
  }
  new MutationObserver(look).observe(document, { subtree: true, childList: true, characterData: true, attributes: true })
  return { seen: () => seen }
}

const panel = "[data-slot='content']"
const form = "[data-slot='feedback-content']"

/** What language a host page is spoken to in, run over each renderer. */
export const languageSuite = (renderer: string, driver: WidgetDriver): void => {
  describe(`the language in ${renderer}`, { timeout: 20_000 }, () => {
    const stage = makeStage(`${renderer}_language`, driver)
    const { show } = stage

    it("is never another one first: the panel waits for its sentences", async () => {
      // The panel's own code is here already: nothing but its sentences is on its way.
      show()
      await press(open)
      await dialog()
      stage.unmount()
      const { seen } = readAll(panel)
      show({ locale: "ja" })
      await press("サポートチャットを開く")
      await shows("メッセージを送る")
      expect(seen()).not.toMatch(/Send us|Good (morning|afternoon|evening)|Close/)
    })

    it("is the provider's for everything below it, and a widget's own where it says one", async () => {
      show({
        language: { locale: "de", content: { "page.home.tagline": "Von überall", "common.actions.openSupport": "Frag uns" } },
        content: { "page.home.tagline": "Von hier" }, feedback: {}
      })
      await button("Rückmeldung")
      await press("Frag uns")
      await shows("Von hier")
      await eventually("German", () => document.querySelector("[data-slot='root']")?.getAttribute("lang") === "de")
      await press("Rückmeldung")
      await button("Rückmeldung senden")
    })

    it("is the feedback form's own where it says one, in all its sentences, from right to left where it is read so", async () => {
      const { seen } = readAll(form)
      show({ language: { locale: "pt" }, feedback: { locale: "ar", content: { "component.feedback.title": "كيف كانت تجربتك؟" }, topics: ["Preis"] } })
      await press("رأيك")
      const opened = await dialog()
      expect([opened.lang, opened.dir, opened.getAttribute("aria-label")]).toEqual(["ar", "rtl", "كيف كانت تجربتك؟"])
      await press("إرسال رأيك")
      await shows("اختر تقييمًا. اختر موضوعًا.")
      expect(seen()).not.toMatch(/Send|Choose|Your|Topic|Close|Enviar|Escolha|Fechar/)
    })

    it("greets an anonymous visitor without a name, and names the site, where the host's words ask for both", async () => {
      show({ locale: "en", content: { "page.home.greeting": "Hi {visitorName}!", "page.home.tagline": "This is {websiteName}." } })
      await press(open)
      await shows("Hi!")
      await shows("This is Acme.")
    })

    it("is the first of the browser's languages that the widget speaks, as long as nothing better is known", async () => {
      vi.spyOn(navigator, "languages", "get").mockReturnValue(["nl-NL", "de-CH", "fr"])
      vi.spyOn(navigator, "language", "get").mockReturnValue("nl-NL")
      try {
        show({ feedback: {} })
        await press("Support-Chat öffnen")
        await shows("Nachricht schreiben")
        await button("Rückmeldung")
      } finally {
        vi.restoreAllMocks()
      }
    })

    it("counts in its own digits, in the badge as in every sentence", async () => {
      stage.server.begin(["> One", "> Two", "> Three"])
      stage.comeBack()
      show({ locale: "ar" })
      const badge = await eventually("a badge", () => document.querySelector(".co-badge"))
      expect(badge.textContent).toBe((3).toLocaleString("ar"))
      expect((await button(/محادثة الدعم/)).getAttribute("aria-label")).toContain(badge.textContent)
      expect(document.querySelector(".cossistant > [role='status']")?.textContent).toContain(badge.textContent)
    })
  })
}
