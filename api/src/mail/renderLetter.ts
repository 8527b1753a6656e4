import * as Effect from "effect/Effect"
import { type LetterContent, plainLetter } from "./LetterContent.ts"

/** Pages that were drawn once, by their shape: which parts there are, in which language. */
const pages = new Map<string, Promise<string>>()
/** There are a few dozen shapes; whoever makes thousands is not one of ours. */
const most = 500

// Private use: no text of ours has them, and React leaves them as they are.
const [open, close] = ["\uE000", "\uE001"]

/** The same content with a numbered mark in each text's place. `lang` and `dir` shape the page and stay. */
const marked = (content: LetterContent): { readonly shape: LetterContent; readonly texts: ReadonlyArray<string> } => {
  const texts: Array<string> = []
  const mark = (value: unknown): unknown => {
    if (typeof value === "string") return `${open}${texts.push(value) - 1}${close}`
    if (Array.isArray(value)) return value.map(mark)
    if (typeof value !== "object" || value === null) return value
    return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, mark(part)]))
  }
  const { dir, lang, ...parts } = content
  return { shape: { dir, lang, ...mark(parts) as Omit<LetterContent, "dir" | "lang"> }, texts } // Only texts were exchanged.
}

const escaped = (text: string) => Bun.escapeHTML(text).replace(/\r?\n/g, "<br>")

/**
 * Draws a letter. React draws each shape of letter once, loaded when the first one is wanted; after that a letter is its page
 * with the texts put in, all of them as text.
 */
export const renderLetter = Effect.fn("renderLetter")(function*(content: LetterContent) {
  const { shape, texts } = marked(content)
  const key = JSON.stringify(shape)
  const page = pages.get(key) ?? import("./compilePage.ts").then(({ compilePage }) => compilePage(shape))
  if (pages.size < most) pages.set(key, page)
  const html = yield* Effect.onError(Effect.promise(() => page), () => Effect.sync(() => void pages.delete(key)))
  return {
    html: html.replace(/\uE000(\d+)\uE001/g, (_, n) => escaped(texts[Number(n)] ?? "")),
    text: plainLetter(content)
  }
})
