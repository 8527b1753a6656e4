import { type Word, wordsOf } from "./words.ts"

/** A run of text, marked where it is what was looked for. */
export interface Piece {
  readonly text: string
  readonly isMarked: boolean
}

const length = 150
const before = 40

/** Cuts a text where its marked words begin and end. */
const piecesOf = (text: string, words: ReadonlyArray<Word>): ReadonlyArray<Piece> => {
  const pieces: Array<Piece> = []
  let at = 0
  for (const { end, start } of words) {
    if (start < at || end > text.length) continue
    if (start > at) pieces.push({ text: text.slice(at, start), isMarked: false })
    pieces.push({ text: text.slice(start, end), isMarked: true })
    at = end
  }
  return at < text.length ? [...pieces, { text: text.slice(at), isMarked: false }] : pieces
}

const found = (text: string, isWanted: (form: string) => boolean) => wordsOf(text).filter(({ form }) => isWanted(form))

/** All of a text, the wanted words marked. */
export const marked = (text: string, isWanted: (form: string) => boolean): ReadonlyArray<Piece> => piecesOf(text, found(text, isWanted))

/** The part of a text that holds most of the wanted words, marked; where it holds none, how it begins. */
export const excerptOf = (text: string, isWanted: (form: string) => boolean): ReadonlyArray<Piece> => {
  if (text.length <= length) return marked(text, isWanted)
  const words = found(text, isWanted)
  const held = words.map(({ start }) => new Set(words.filter((each) => each.start >= start && each.end <= start + length - before).map(({ form }) => form)).size)
  const best = words[held.indexOf(Math.max(...held))]
  const wished = Math.max(0, Math.min((best?.start ?? 0) - before, text.length - length))
  const start = wished === 0 ? 0 : text.indexOf(" ", wished - 1) + 1
  const space = text.lastIndexOf(" ", start + length)
  const end = text.length <= start + length ? text.length : space > start ? space : start + length
  const cut = `${start === 0 ? "" : "… "}${text.slice(start, end)}${end === text.length ? "" : " …"}`
  return marked(cut, isWanted)
}
