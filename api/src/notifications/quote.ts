import { readableText } from "../mail/readableText.ts"
import type { QuotedMessage } from "../mail/LetterContent.ts"
import { said } from "../mail/words/wordsFor.ts"
import type { VisitorWords } from "../mail/words/VisitorWords.ts"
import type { NoticeFacts, NoticeMessage } from "./NoticeFacts.ts"

/** How many of the newest messages a letter shows. */
export const shown = 3

/** Who wrote it, as its reader knows them. */
export const authorOf = ({ members, visitor }: NoticeFacts, message: NoticeMessage, words: Pick<VisitorWords, "assistant" | "team">): string =>
  message.visitorId !== null
    ? visitor.name ?? visitor.email ?? "Visitor"
    : message.aiAgentId !== null
    ? words.assistant
    : members.find(({ userId }) => userId === message.userId)?.name ?? words.team

const fields = { month: "short", day: "numeric", hour: "numeric", minute: "2-digit" } as const

/** Making one costs more than the rest of a quote; a browser's zone may be any text, so not all of them are held. */
const formats = new Map<string, Intl.DateTimeFormat>()
const heldAtMost = 1000

const formatFor = (lang: string, timeZone: string | null): Intl.DateTimeFormat => {
  const name = `${lang} ${timeZone}`
  const format = formats.get(name) ??
    new Intl.DateTimeFormat(lang, { ...fields, ...(timeZone === null ? { timeZone: "UTC", timeZoneName: "short" } : { timeZone }) })
  if (formats.size < heldAtMost) formats.set(name, format)
  return format
}

/** In the reader's time zone where it is known, else in UTC and saying so. */
const timeOf = (at: number, lang: string, timeZone: string | null): string => {
  try {
    return formatFor(lang, timeZone).format(at)
  } catch {
    // A browser may call its zone as it likes.
    return timeOf(at, lang, null)
  }
}

/** A message as a letter quotes it; files by their number. `timeZone` is the reader's. */
export const quote = (facts: NoticeFacts, message: NoticeMessage, words: VisitorWords, lang: string, timeZone?: string | null): QuotedMessage => {
  const files = message.files === 0 ? [] : [message.files === 1 ? words.file : said(words.files, { n: message.files })]
  return {
    author: authorOf(facts, message, words),
    time: timeOf(message.at, lang, timeZone ?? null),
    text: [readableText(message.text), ...files.map((name) => `[${name}]`)].filter((part) => part !== "").join("\n")
  }
}
