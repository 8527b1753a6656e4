import { launcherText } from "./launcherText.ts"

/** Language tags, best first; what isn't known yet may stand among them. */
export type Tags = ReadonlyArray<string | null | undefined>

/** Milliseconds that a sentence is waited for before English stands in. */
const PATIENCE = 3_000

/** The languages beside English, each a part of the code of its own. */
const parts: Partial<Readonly<Record<string, () => Promise<object>>>> = {
  ar: () => import("./ar.ts").then(({ ar }) => ar),
  de: () => import("./de.ts").then(({ de }) => de),
  es: () => import("./es.ts").then(({ es }) => es),
  fr: () => import("./fr.ts").then(({ fr }) => fr),
  ja: () => import("./ja.ts").then(({ ja }) => ja),
  pt: () => import("./pt.ts").then(({ pt }) => pt)
}

const baseOf = (tag: string | null | undefined): string => tag?.trim().toLowerCase().split(/[-_]/)[0] ?? ""

/** Whether the widget has sentences in a tag's language. */
export const isSpoken = (tag: string | null | undefined): boolean => Object.hasOwn(launcherText, baseOf(tag))

/** The first of the languages asked for that the widget speaks: `["xx", "fr-CA"]` gives `fr`. English where there is none. */
export const languageOf = (tags: Tags): keyof typeof launcherText =>
  baseOf(tags.find(isSpoken) ?? "en") as keyof typeof launcherText // it is spoken

const held: Record<string, object> = {}

/** A language's own sentences, once they have been loaded. */
export const heldLanguage = (language: string): object | undefined => held[language]

/** Loads a language's own sentences; English has none to load. Rejects while they can't be fetched; another call tries again. */
export const loadLanguage = async (language: string): Promise<void> => {
  const load = parts[language]
  if (load !== undefined) held[language] ??= await load()
}

const waits = Object.fromEntries(Object.keys(launcherText).map((language) => [language, () => Promise.race([
  loadLanguage(language).catch(() => {}),
  new Promise((resolve) => setTimeout(resolve, language === "en" ? 0 : PATIENCE))
]).then(() => true)]))

const nothing = async () => true

/**
 * Waits until the first of the languages asked for can be spoken, so that no other is seen first: never rejects, and never
 * waits longer than three seconds, after which English stands in. The function is the same for the same language.
 */
export const waitForLanguage = (tags: Tags): () => Promise<boolean> => waits[languageOf(tags)] ?? nothing
