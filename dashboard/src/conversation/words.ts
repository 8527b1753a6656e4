import type { Item, Part } from "../inbox/nouns.ts"

type Translation = Extract<Part, { type: "translation" }>

/** What is read of a message, and what stands behind it. */
export interface Words {
  readonly text: string
  /** More of it is to come. */
  readonly isStreaming: boolean
  /** The same in another language: as the visitor wrote it, or as the visitor reads it. */
  readonly other: { readonly text: string; readonly is: "original" | "translation"; readonly language: string; readonly code: string } | null
}

const translationFor = (item: Item, audience: Translation["audience"]): Translation | undefined =>
  item.parts.findLast((part): part is Translation => part.type === "translation" && part.audience === audience)

const languageOf = (code: string): string => {
  try {
    return new Intl.DisplayNames("en", { type: "language" }).of(code) ?? code
  } catch {
    return code
  }
}

/**
 * The words of a message as the team reads them: the newest translation made for the team, else as it was written. How an
 * AI agent came to them, and what its vendor notes of them, is no part of it.
 */
export const wordsOf = (item: Item): Words => {
  const written = item.text ?? item.parts.flatMap((part) => part.type === "text" ? [part.text] : []).join("")
  const isStreaming = item.parts.some((part) => part.type === "text" && part.state === "streaming")
  const ours = translationFor(item, "team")
  if (ours !== undefined && ours.text !== written) {
    return { text: ours.text, isStreaming, other: { text: written, is: "original", language: languageOf(ours.sourceLanguage), code: ours.sourceLanguage } }
  }
  const theirs = translationFor(item, "visitor")
  const other = theirs !== undefined && theirs.text !== written
    ? { text: theirs.text, is: "translation" as const, language: languageOf(theirs.targetLanguage), code: theirs.targetLanguage }
    : null
  return { text: written, isStreaming, other }
}
