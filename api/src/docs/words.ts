/** A word of a text, or what of it begins at one of its parts, as it is looked for: in small letters, without the signs between. */
export interface Word {
  readonly form: string
  /** Where it stands in the text. */
  readonly start: number
  readonly end: number
}

const whole = /[\p{L}\p{M}\p{N}]+(?:[-_.'’]{1,2}[\p{L}\p{M}\p{N}]+)*/gu
/** `SupportProvider`, `COSSISTANT_API_URL`, `e-mail`, `S3`: where names of code, and joined words, begin anew. */
const part = /\p{Lu}?[\p{Ll}\p{Lo}\p{Lm}\p{Lt}\p{M}\p{N}]+|\p{Lu}+(?!\p{Ll})|\p{Lu}/gu
const manyParts = 6

/** British and American spelling are one. */
const formOf = (word: string): string => word.toLowerCase().replace(/[-_.'’]/g, "").replace(/(col|behavi|fav)our/g, "$1or")

/** The parts of a word, as they are looked for. */
export const partsOf = (word: string): ReadonlyArray<string> => Array.from(word.matchAll(part), ([each]) => formOf(each))

/** A word of a question, as it is looked for and as it was written. */
export interface AskedWord {
  readonly form: string
  readonly written: string
}

/** The words of a question. */
export const askedWords = (text: string): ReadonlyArray<AskedWord> =>
  Array.from(text.matchAll(whole), ([written]) => ({ form: formOf(written), written }))

/**
 * Every word of a text, and for a word of several parts also all of it from each part on, so that `API_URL`, `url` and
 * `mail` find `COSSISTANT_API_URL` and `e-mail` by how they begin.
 */
export const wordsOf = (text: string): ReadonlyArray<Word> => Array.from(text.matchAll(whole), (found): ReadonlyArray<Word> => {
  const [word] = found
  const end = found.index + word.length
  return Array.from(word.matchAll(part)).slice(0, manyParts)
    .map(({ index }) => ({ form: formOf(word.slice(index)), start: found.index + index, end }))
}).flat()
