/** At most this many go out at once. */
export const MOST_EMAILS = 50

/** Whether this can be an address at all; only a letter proves more. */
export const isEmail = (word: string): boolean => /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(word)

/** Reads addresses separated by commas, semicolons, blanks or lines: each once, and apart what is no address. */
export const readEmails = (text: string): { readonly emails: ReadonlyArray<string>; readonly wrong: ReadonlyArray<string> } => {
  const words = [...new Set(text.split(/[\s,;]+/).map((word) => word.replace(/^<|>$/g, "").toLowerCase()).filter((word) => word !== ""))]
  return { emails: words.filter(isEmail), wrong: words.filter((word) => !isEmail(word)) }
}
