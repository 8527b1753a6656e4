import { en } from "./en.ts"
import * as plain from "./plainDictionaries.ts"

export type { Dictionaries } from "./plainDictionaries.ts"

// Parts that speak with few words have all of them from now on.
Object.assign(plain.english, en)

/** What can be said at once: English in full. */
export const dictionaries = plain.dictionaries

/**
 * Loads the first of the languages asked for (best first: `["fr-CA", "en"]`) that the widget speaks, beside English. The
 * function is the same for the same language, and so is what it gives. Rejects while the part can't be fetched; calling
 * it again tries again.
 */
export const dictionariesFor = plain.dictionariesFor

/** The same without waiting: what has been loaded before, else what can be said at once. */
export const heldDictionaries = plain.heldDictionaries
