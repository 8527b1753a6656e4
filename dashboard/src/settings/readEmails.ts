/** At most this many go out at once. */
const LIMIT = 50

/** Reads addresses separated by commas, semicolons, blanks or lines: each once, and apart what is no address. */
export const readEmails = (text: string): { readonly emails: ReadonlyArray<string>; readonly wrong: ReadonlyArray<string> } => {
  const words = [...new Set(text.split(/[\s,;]+/).map((word) => word.replace(/^<|>$/g, "").toLowerCase()).filter((word) => word !== ""))]
  const isEmail = (word: string) => /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(word)
  return { emails: words.filter(isEmail).slice(0, LIMIT), wrong: words.filter((word) => !isEmail(word)) }
}
