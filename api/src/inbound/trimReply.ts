import { headerLabels, senderLabel, sentFrom, separator, wroteWords } from "./quoteWords.ts"

/** In text made of HTML: from here on everything is the quoted letter. */
export const quoteBegins = "\uE000"
/** In text made of HTML: this line introduces a quote. */
export const quoteIntroduced = "\uE001"

/** As much of a letter as can stand in one message, with room for what is cut on the way. */
const readAtMost = 10_000
/** How many lines an introduction such as "On …, … wrote:" may be folded over. */
const foldedOver = 4

const isQuoted = (line: string) => /^\s{0,3}>/.test(line)
const isBlank = (line: string) => line.trim() === ""
const hasDigit = (text: string) => /\p{Nd}/u.test(text)

/** How many lines from `at` on introduce a quote; 0 when none does. */
const introduction = (lines: ReadonlyArray<string>, at: number): number => {
  if (lines[at]?.includes(quoteIntroduced)) return 1
  let text = ""
  for (let n = 1; n <= foldedOver; n++) {
    const line = lines[at + n - 1]
    if (line === undefined || isBlank(line) || isQuoted(line) || line.length > 300) return 0
    text += ` ${line.trim()}`
    if (!/[:：]\s*\*?$/.test(line)) continue
    const next = lines.slice(at + n, at + n + 4).find((line) => !isBlank(line))
    const isFollowed = next !== undefined && isQuoted(next)
    // Some programs quote without marks: then the line itself must be clear, date or address and verb.
    const isClear = wroteWords.test(text) && (hasDigit(text) || text.includes("@")) || /\p{Nd}{4}.*<[^<>@\s]+@[^<>\s]+>\s?[:：]$/u.test(text)
    return isFollowed && hasDigit(text) || isClear && (isFollowed || hasDigit(text) && wroteWords.test(text) || text.includes("@")) ? n : 0
  }
  return 0
}

/** Whether a block of header lines, as Outlook writes it above the letter it answers, begins here. */
const isHeaderBlock = (lines: ReadonlyArray<string>, at: number): boolean => {
  if (!senderLabel.test(lines[at] ?? "")) return false
  const below = lines.slice(at + 1, at + 7)
  return headerLabels.filter((label) => below.some((line) => label.test(line))).length >= 2
}

/** The first line that isn't the answer's own, and how it is told: `below` cuts everything, a `quote` only its marked lines. */
const firstForeign = (lines: ReadonlyArray<string>) => {
  for (let at = 0; at < lines.length; at++) {
    const line = lines[at] ?? ""
    if (isQuoted(line)) return { kind: "quote", at, size: 0 } as const
    if (line.includes(quoteBegins)) return { kind: "below", at, size: 1 } as const
    if (separator.test(line)) return { kind: "below", at, size: 1 } as const
    if (isHeaderBlock(lines, at)) return { kind: "below", at: /^[_\s]{10,}$/.test(lines[at - 1] ?? "") ? at - 1 : at, size: 5 } as const
    const size = introduction(lines, at)
    if (size > 0) {
      const next = lines.slice(at + size, at + size + 4).find((line) => !isBlank(line))
      return { kind: next !== undefined && isQuoted(next) ? "quote" : "below", at, size } as const
    }
  }
  return undefined
}

/** The end of a run of quoted lines and what belongs to it: blank lines and introductions between them. */
const endOfQuote = (lines: ReadonlyArray<string>, from: number): number => {
  let end = from
  for (let at = from; at < lines.length; at++) {
    if (isQuoted(lines[at] ?? "")) end = at + 1
    else if (!isBlank(lines[at] ?? "")) break
  }
  return end
}

const withoutSignature = (lines: ReadonlyArray<string>): ReadonlyArray<string> => {
  const at = lines.findIndex((line, n) => /^--\s?$/.test(line) && lines.length - n < 30)
  const body = at >= 0 ? lines.slice(0, at) : lines
  const sent = body.findIndex((line, n) => line.length < 120 && sentFrom.test(line) && body.length - n < 8)
  return sent >= 0 ? body.slice(0, sent) : body
}

const hasWords = (lines: ReadonlyArray<string>) => withoutSignature(lines).some((line) => !isBlank(line) && !isQuoted(line))

/** The answer in a letter's lines, without what it answers. What is written below or between quoted lines stays. */
const ownLines = (lines: ReadonlyArray<string>): ReadonlyArray<string> => {
  const foreign = firstForeign(lines)
  if (foreign === undefined) return withoutSignature(lines)
  const above = lines.slice(0, foreign.at)
  if (foreign.kind === "below") {
    // Nothing above it: the answer stands in or below the quoted letter.
    return hasWords(above) ? withoutSignature(above) : withoutSignature(lines.slice(foreign.at + foreign.size))
  }
  const end = endOfQuote(lines, foreign.at + foreign.size)
  const below = lines.slice(end)
  if (!hasWords(below)) return withoutSignature(above)
  // Answers below several quotes need them to be understood; below a single one they don't.
  const isBetween = below.some(isQuoted) && hasWords(below.slice(0, below.findIndex(isQuoted)))
  if (!isBetween) return [...above, ...ownLines(below)]
  return withoutSignature([...above, ...lines.slice(foreign.at + foreign.size, end), ...below.filter((_, at) => introduction(below, at) === 0)])
}

const tidy = (lines: ReadonlyArray<string>) => lines.join("\n").replace(/[\uE000\uE001]/g, "").replace(/[ \t]+\n/g, "\n").replace(/\n{3,}/g, "\n\n").trim()

/**
 * What somebody wrote in an answer by mail: without the quoted history and the signature. Answers above, below and between
 * quoted lines stay; where nothing would be left, the letter is given whole. Of what is left the first 10,000 characters are read.
 */
export const trimReply = async (text: string): Promise<string> => {
  const lines = text.replace(/\r\n?/g, "\n").replace(/\u00a0|\u2007|\u202f/g, " ").replace(/[\u200b\u200e\u200f\u202a-\u202e\u2060\ufeff]/g, "")
    // Whoever writes a thousand blanks means no more than a few.
    .replace(/[ \t]{40,}/g, " ".repeat(8)).split("\n").map((line) => line.trimEnd())
  const own = tidy(ownLines(lines)).slice(0, readAtMost)
  // Answers between quoted lines: the parser would take the questions away.
  if (own.split("\n").some(isQuoted)) return own
  const { default: EmailReplyParser } = await import("email-reply-parser")
  // Programs and languages that the rules above don't know.
  const left = new EmailReplyParser().read(own).getVisibleText().trim()
  return left || own || tidy(lines).slice(0, readAtMost)
}
