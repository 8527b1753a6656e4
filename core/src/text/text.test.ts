import { describe, expect, it } from "vitest"
import { clockTime, dayLabel, timeAgo } from "./clock.ts"
import { createText, type TextOptions } from "./createText.ts"
import { fileSize } from "./fileSize.ts"
import type { TextTools } from "./TextContext.ts"
import { dictionariesFor } from "./dictionaries.ts"

const load = async (language: string) => (await dictionariesFor([language])())[language] ?? {}
const dictionaries = { en: await load("en"), fr: await load("fr"), es: await load("es") }

const speak = (options: Partial<TextOptions>) => createText({ languages: [], dictionaries, ...options })

describe("text", () => {
  it("speaks the language the host chose, then the visitor's, then English", () => {
    expect(speak({ locale: "fr-CA", languages: ["es"] })("common.actions.send")).toBe("Envoyer le message")
    expect(speak({ languages: [null, "ES_mx", "fr"] })("common.actions.send")).toBe("Enviar mensaje")
    expect(speak({ languages: ["xx", "not a tag"] })("common.actions.send")).toBe("Send message")
  })

  it("finds a host's own locale by its exact name, whatever its case", () => {
    const overrides = { "common.actions.send": { "EN-Support": "Ask away", fr: "Demander" } }
    expect(speak({ locale: "en-support", overrides })("common.actions.send")).toBe("Ask away")
    expect(speak({ locale: "fr-FR", overrides })("common.actions.send")).toBe("Demander")
    expect(speak({ locale: "en", overrides })("common.actions.send")).toBe("Send message")
  })

  it("lets one sentence stand for every locale, or a function make it", () => {
    const text = speak({
      locale: "es",
      overrides: {
        "common.actions.send": "Go",
        "page.home.history.more": ({ variables, utils }) => `+${utils.pluralize(variables.count, { one: "uno", other: "más" })}`,
        "page.home.greeting": ({ variables, context, utils }) =>
          `${utils.titleCase(variables?.visitorName ?? "you")} ${context.humanAgents.length} ${utils.timeOfDay().token} ${utils.formatNumber(0.5, { style: "percent" })}`
      }
    })
    expect(text("common.actions.send")).toBe("Go")
    expect(text("page.home.history.more", { count: 1 })).toBe("+uno")
    expect(text("page.home.greeting", { visitorName: "ada" }).replace(/\s/g, " ")).toBe("Ada 0 morning 50 %")
  })

  it("counts by the language's plural rules", () => {
    expect(speak({})("page.home.history.more", { count: 1 })).toBe("1 more conversation")
    expect(speak({})("page.home.history.more", { count: 1_200 })).toBe("1,200 more conversations")
    // French counts zero as one.
    expect(speak({ locale: "fr" })("page.home.history.more", { count: 0 })).toBe("0 autre conversation")
  })

  it("falls through to English sentence by sentence", () => {
    const text = speak({ locale: "fr", dictionaries: { ...dictionaries, fr: { "common.actions.back": "Retour" } } })
    expect(text("common.actions.back")).toBe("Retour")
    expect(text("component.configurationError.title")).toBe("Support chat isn’t set up yet")
  })

  it("refuses a sentence without its variables, at run time too, whoever wrote it", () => {
    // @ts-expect-error fileName is required
    expect(() => speak({})("common.actions.removeFile")).toThrow("fileName")
    const overrides = { "common.actions.removeFile": () => "Away with it" }
    // @ts-expect-error fileName is required
    expect(() => speak({ overrides })("common.actions.removeFile")).toThrow("fileName")
  })

  it("gives an unknown key back, even one that objects are born with", () => {
    for (const key of ["no.such.key", "constructor", "toString", "__proto__"]) {
      // @ts-expect-error no such key
      expect(speak({ locale: "constructor" })(key)).toBe(key)
    }
  })

  it("leaves out what a host's sentence has of someone whose name isn't known, with the comma and the space before it", () => {
    const overrides = { "page.home.greeting": "Hi {visitorName}!", "page.home.tagline": "Welcome to {websiteName}, {visitorName}." }
    const text = speak({ overrides })
    for (const visitorName of [undefined, ""]) expect(text("page.home.greeting", { visitorName })).toBe("Hi!")
    expect(text("page.home.greeting")).toBe("Hi!")
    expect(text("page.home.greeting", { visitorName: "Ada" })).toBe("Hi Ada!")
    expect(text("page.home.tagline", { websiteName: "Acme" })).toBe("Welcome to Acme.")
    expect(text("page.home.tagline", { websiteName: null })).toBe("Welcome to.")
  })

  it("leaves braces alone that name no variable", () => {
    expect(speak({ overrides: { "common.actions.send": "Send {now}" } })("common.actions.send")).toBe("Send {now}")
  })

  it("takes a host's own locale from its exact tag before its language, so en-support is no English", () => {
    const overrides = { "common.actions.send": { en: "Plain", "en-support": "Ours", "EN-GB": "British" } }
    expect(speak({ locale: "en-support", overrides })("common.actions.send")).toBe("Ours")
    expect(speak({ locale: "en-gb", overrides })("common.actions.send")).toBe("British")
    expect(speak({ locale: "en-AU", overrides })("common.actions.send")).toBe("Plain")
  })

  it("speaks the browser's languages in their order while the server's word isn't known", () => {
    expect(speak({ languages: [undefined, "nl-NL", "es-MX", "fr"] })("common.actions.send")).toBe("Enviar mensaje")
    expect(speak({ languages: ["fr", "nl-NL", "es-MX"] })("common.actions.send")).toBe("Envoyer le message")
  })

  it("gives functions the time of day in the reader's words, and morning before the reader's clock is known", () => {
    const overrides = { "common.actions.send": ({ utils }: { readonly utils: TextTools }) => `${utils.timeOfDay().token} ${utils.timeOfDay().label}` }
    expect(speak({ locale: "fr", overrides, now: () => new Date(2026, 1, 3, 20) })("common.actions.send")).toBe("evening soir")
    expect(speak({ overrides })("common.actions.send")).toBe("morning morning")
  })

  it("greets by the visitor's clock", () => {
    const at = (hour: number) => speak({ now: () => new Date(2026, 1, 3, hour) })
    expect(at(9)("page.home.greeting", { visitorName: "Ada" })).toBe("Good morning, Ada")
    expect(at(12)("page.home.greeting")).toBe("Good afternoon")
    expect(at(18)("page.home.greeting", {})).toBe("Good evening")
  })

  it("tells times, days and sizes in the reader's words", () => {
    const now = new Date(2026, 1, 3, 15, 30)
    const text = speak({ locale: "en-GB" })
    expect(timeAgo(text, new Date(2026, 1, 3, 15, 29, 40), now)).toBe("just now")
    expect(timeAgo(text, new Date(2026, 1, 3, 15, 26), now)).toBe("4 min ago")
    expect(timeAgo(speak({ locale: "fr" }), new Date(2026, 1, 2, 15), now)).toBe("hier")
    expect(clockTime(text, now)).toBe("15:30")
    expect(dayLabel(text, now, now)).toBe("Today")
    expect(dayLabel(text, new Date(2026, 1, 2, 23, 59), now)).toBe("Yesterday")
    expect(dayLabel(text, new Date(2025, 11, 24), now)).toMatch(/^Wednesday,? 24 December 2025$/)
    expect(fileSize("en", 5 * 1024 * 1024)).toBe("5 MB")
  })
})
