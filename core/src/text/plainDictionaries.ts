import { forLanguages, heldLanguage, languageOf, loadLanguage, type Tags } from "./languages.ts"
import { plainEnglish } from "./plainEnglish.ts"

/** Sentences by language. */
export type Dictionaries = Readonly<Record<string, object>>

/** English as far as it is here: what a plain conversation says, and all of it once `dictionaries.ts` has been loaded. */
export const english: Record<string, unknown> = { ...plainEnglish }

/** What can be said at once. */
export const dictionaries: Dictionaries = { en: english }

const complete: Record<string, Dictionaries> = {}

const heldOf = (language: string): Dictionaries => {
  const own = heldLanguage(language)
  return own === undefined ? dictionaries : complete[language] ??= { ...dictionaries, [language]: own }
}

const loaders = forLanguages((language) => async () => {
  await loadLanguage(language)
  return heldOf(language)
})

const atOnce = async (): Promise<Dictionaries> => dictionaries

/**
 * Loads the first of the languages asked for (best first: `["fr-CA", "en"]`) that the widget speaks, beside English. The
 * function is the same for the same language, and so is what it gives. Rejects while the part can't be fetched; calling
 * it again tries again.
 */
export const dictionariesFor = (tags: Tags): () => Promise<Dictionaries> => loaders[languageOf(tags)] ?? atOnce

/** The same without waiting: what has been loaded before, else what can be said at once. */
export const heldDictionaries = (tags: Tags): Dictionaries => heldOf(languageOf(tags))
