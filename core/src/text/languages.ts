import { launcherText } from "./launcherText.ts"
import { baseOf } from "./localeChain.ts"

/** Language tags, best first; what isn't known yet may stand among them. */
export type Tags = ReadonlyArray<string | null | undefined>

/** Milliseconds that a sentence is waited for before English stands in. */
const PATIENCE = 3_000

/** The languages beside English, each a part of the code of its own. */
const parts: Readonly<Record<string, () => Promise<object>>> = {
  ar: () => import("./ar.ts").then(({ ar }) => ar),
  de: () => import("./de.ts").then(({ de }) => de),
  es: () => import("./es.ts").then(({ es }) => es),
  fr: () => import("./fr.ts").then(({ fr }) => fr),
  ja: () => import("./ja.ts").then(({ ja }) => ja),
  pt: () => import("./pt.ts").then(({ pt }) => pt)
}

/** Whether the widget has sentences in a tag's language. */
const isSpoken = (tag: string | null | undefined): boolean => baseOf(tag) === "en" || Object.hasOwn(parts, baseOf(tag))

/** The first of the languages asked for that the widget speaks: `["xx", "fr-CA"]` gives `fr`. English where there is none. */
export const languageOf = (tags: Tags): string => baseOf(tags.find(isSpoken) ?? "en")

const held: Record<string, object> = {}

/** A language's own sentences, once they have been loaded; English has none beside those that are here. */
export const heldLanguage = (language: string): object | undefined => held[language]

/** Loads a language's own sentences. Rejects while they can't be fetched; another call tries again. */
export const loadLanguage = async (language: string): Promise<void> => {
  const own = await parts[language]?.()
  if (own !== undefined) held[language] = own
}

/** Makes a function for each language beside English: one that stands for what is loaded must stay the same. */
export const forLanguages = <Made>(make: (language: string) => Made): Partial<Readonly<Record<string, Made>>> =>
  Object.fromEntries(Object.keys(parts).map((language) => [language, make(language)]))

const waits = forLanguages((language) => () => Promise.race([
  loadLanguage(language).catch(() => {}),
  new Promise((resolve) => setTimeout(resolve, PATIENCE))
]).then(() => true))

const nothing = async () => true

/**
 * Waits until the first of the languages asked for can be spoken, so that no other is seen first: never rejects, and never
 * waits longer than three seconds, after which English stands in. The function is the same for the same language.
 */
export const waitForLanguage = (tags: Tags): () => Promise<boolean> => waits[languageOf(tags)] ?? nothing

/** Loads what the launcher says in every language; only who reads another than English needs it. */
export const loadLauncherText = () => import("./launcherLanguages.ts").then(({ launcherLanguages }) => ({ ...launcherText, ...launcherLanguages }))
