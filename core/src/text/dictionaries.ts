import { en } from "./en.ts"
import { launcherText } from "./launcherText.ts"

/** Sentences by language. */
export type Dictionaries = Readonly<Record<string, object>>

/** What can be said at once: English in full, and the launcher's few sentences in every language. */
export const dictionaries: Dictionaries = { ...launcherText, en }

/** The other languages, each a part of the code of its own. */
const parts = {
  ar: () => import("./ar.ts").then(({ ar }) => ar),
  de: () => import("./de.ts").then(({ de }) => de),
  es: () => import("./es.ts").then(({ es }) => es),
  fr: () => import("./fr.ts").then(({ fr }) => fr),
  ja: () => import("./ja.ts").then(({ ja }) => ja),
  pt: () => import("./pt.ts").then(({ pt }) => pt)
} satisfies Partial<Record<keyof typeof launcherText, () => Promise<object>>>

const complete = { en: dictionaries } as Partial<Record<string, Dictionaries>>

const loaders = Object.fromEntries(Object.entries(parts).map(([language, load]) => [language, async () =>
  complete[language] ??= { ...dictionaries, [language]: await load() }]))

const english = async (): Promise<Dictionaries> => dictionaries

const languageOf = (tags: ReadonlyArray<string | null | undefined>): string =>
  tags.map((tag) => tag?.trim().toLowerCase().split(/[-_]/)[0] ?? "").find((language) => Object.hasOwn(launcherText, language)) ?? "en"

/**
 * Loads the first of the languages asked for (best first: `["fr-CA", "en"]`) that the widget speaks, beside English. The
 * function is the same for the same language, and so is what it gives. Rejects while the part can't be fetched; calling
 * it again tries again.
 */
export const dictionariesFor = (tags: ReadonlyArray<string | null | undefined>): () => Promise<Dictionaries> =>
  loaders[languageOf(tags)] ?? english

/** The same without waiting: what `dictionariesFor` has loaded before, else what can be said at once. */
export const heldDictionaries = (tags: ReadonlyArray<string | null | undefined>): Dictionaries =>
  complete[languageOf(tags)] ?? dictionaries
