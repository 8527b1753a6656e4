import { describe, expect, it, vi } from "vitest"
import { createText } from "./createText.ts"
import { dictionaries, dictionariesFor, heldDictionaries } from "./dictionaries.ts"
import { en } from "./en.ts"
import { loadLauncherText } from "./languages.ts"
import type { TextTools } from "./TextContext.ts"

const languages = ["ar", "de", "es", "fr", "ja", "pt"]
const load = async (language: string): Promise<Readonly<Record<string, unknown>>> =>
  // A dictionary by its language's name.
  (await dictionariesFor([language])())[language] as Readonly<Record<string, unknown>>

const formsOf = (value: unknown): Readonly<Record<string, string>> =>
  // Plural forms are all that is an object.
  typeof value === "string" ? { other: value } : typeof value === "object" ? value as Readonly<Record<string, string>> : {}

const holes = (sentence = ""): ReadonlyArray<string> => [...sentence.matchAll(/\{(\w+)\}/g)].map(([, name = ""]) => name).sort()

/** Names and words that are the same in many languages: "Support", "Online", "{name} · {time}". */
const alike = (sentence: string): boolean => sentence.replace(/\{\w+\}/g, "").trim().split(/\s+/).length < 2

describe.each(languages)("the dictionary of %s", (language) => {
  it("has every sentence, and no other", async () => {
    expect(Object.keys(await load(language)).sort()).toEqual(Object.keys(en).sort())
  })

  it("takes the variables that English takes", async () => {
    for (const [key, value] of Object.entries(await load(language))) {
      expect([key, typeof value === "function"]).toEqual([key, typeof Reflect.get(en, key) === "function"])
      expect([key, holes(formsOf(value)["other"])]).toEqual([key, holes(formsOf(Reflect.get(en, key))["other"])])
      // A form for exactly one or two may say the number in words.
      for (const form of Object.values(formsOf(value))) expect(holes(formsOf(value)["other"])).toEqual(expect.arrayContaining([...holes(form)]))
    }
  })

  it("has no English left in it", async () => {
    for (const [key, value] of Object.entries(await load(language))) {
      const english = formsOf(Reflect.get(en, key))["other"] ?? ""
      if (!alike(english)) expect([key, formsOf(value)["other"]]).not.toEqual([key, english])
    }
  })

  it("has a form for every plural category its numbers meet", async () => {
    const plurals = new Intl.PluralRules(language)
    const met = new Set(Array.from({ length: 200 }, (_, count) => plurals.select(count)))
    for (const [key, value] of Object.entries(await load(language))) {
      if (typeof value !== "object") continue
      expect([key, Object.keys(formsOf(value)).sort()]).toEqual([key, [...met].sort()])
    }
  })

  it("greets by the time of day, with a name and without", async () => {
    const speak = (hour: number) => createText({ locale: language, languages: [], dictionaries: heldDictionaries([language]), now: () => new Date(2026, 1, 3, hour) })
    await load(language)
    expect(speak(9)("page.home.greeting", { visitorName: "Ada" })).toContain("Ada")
    expect(speak(9)("page.home.greeting")).not.toBe(speak(20)("page.home.greeting"))
    expect(speak(9)("page.home.greeting")).not.toMatch(/Good|undefined|\{/)
  })
})

describe("dictionaries", () => {
  it("speak English before any other has arrived; the launcher's sentences come for all languages together", async () => {
    const text = createText({ locale: "de-AT", languages: [], dictionaries })
    expect(text("common.actions.openSupport")).toBe("Open support chat")
    expect(text("common.actions.send")).toBe("Send message")
    const sentences = await loadLauncherText()
    expect(Object.keys(sentences).sort()).toEqual(["en", ...languages].sort())
    const label = { "common.actions.openSupport": ({ utils }: { readonly utils: TextTools }) => utils.timeOfDay().label }
    const launcher = createText({ locale: "de-AT", languages: [], dictionaries: sentences, overrides: label, now: () => new Date(2026, 1, 3, 20) })
    expect([launcher("common.actions.close"), launcher("common.actions.openSupport")]).toEqual(["Schließen", "Abend"])
  })

  it("are the first language asked for that is spoken, whatever its region", async () => {
    const spoken = async (...tags: ReadonlyArray<string | null>) =>
      createText({ languages: tags, dictionaries: await dictionariesFor(tags)() })("common.actions.back")
    expect(await spoken("xx", "pt-BR", "fr")).toBe("Voltar")
    expect(await spoken(null, "JA_jp")).toBe("戻る")
    expect(await spoken("en-GB", "fr")).toBe("Back")
    expect(await spoken("constructor")).toBe("Back")
  })

  it("stay the same once they are here, so that nothing is drawn twice", async () => {
    expect(dictionariesFor(["fr-CA"])).toBe(dictionariesFor(["fr"]))
    const loaded = await dictionariesFor(["fr"])()
    expect(await dictionariesFor(["fr"])()).toBe(loaded)
    expect(heldDictionaries(["fr-CA"])).toBe(loaded)
  })

  it("count in Arabic as Arabic does", async () => {
    const text = createText({ locale: "ar-u-nu-latn", languages: [], dictionaries: await dictionariesFor(["ar"])() })
    const said = (count: number) => text("page.home.history.more", { count })
    expect([0, 1, 2, 3, 11, 100].map(said)).toEqual([
      "لا محادثات أخرى", "محادثة أخرى", "محادثتان أخريان", "3 محادثات أخرى", "11 محادثة أخرى", "100 محادثة أخرى"
    ])
  })

  it("say every sentence in words alone, however many are counted", async () => {
    for (const locale of languages) {
      const { [locale]: sentences = {} } = await dictionariesFor([locale])()
      for (const [key, said] of Object.entries(sentences)) {
        for (const form of typeof said === "object" && said !== null ? Object.values(said) : [said]) {
          expect([locale, key, form]).toEqual([locale, key, expect.not.stringMatching(/^\w+=/)])
        }
      }
    }
    const text = createText({ locale: "ja", languages: [], dictionaries: await dictionariesFor(["ja"])() })
    expect(text("page.home.history.more", { count: 1 })).toBe("ほか1件の会話")
  })

  it("are waited for together with what speaks them, and no longer than three seconds: then English stands in", async () => {
    vi.resetModules()
    const { dictionariesFor, heldDictionaries } = await import("./dictionaries.ts")
    const { waitForLanguage } = await import("./languages.ts")
    expect(waitForLanguage(["fr-CA"])).toBe(waitForLanguage(["fr"]))
    expect(await waitForLanguage(["fr"])()).toBe(true)
    expect(heldDictionaries(["fr"])).toBe(await dictionariesFor(["fr"])())
    expect(heldDictionaries(["fr"])["fr"]).toMatchObject({ "common.actions.back": "Retour" })
    // The network loses one part, and never answers for another.
    vi.doMock("./de.ts", () => Promise.reject(new Error("the network lost it")))
    vi.doMock("./es.ts", () => new Promise(() => {}))
    vi.useFakeTimers()
    expect(await waitForLanguage(["de"])()).toBe(true)
    const waiting = waitForLanguage(["es"])()
    await vi.advanceTimersByTimeAsync(3_000)
    expect(await waiting).toBe(true)
    for (const language of ["de", "es"]) expect(heldDictionaries([language])).not.toHaveProperty(language)
    vi.useRealTimers()
    vi.doUnmock("./de.ts")
    vi.doUnmock("./es.ts")
  })
})
