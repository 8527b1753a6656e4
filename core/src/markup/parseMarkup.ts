import { fencedBlock } from "./fencedBlock.ts"
import type { Block } from "./Markup.ts"
import { parseInline } from "./parseInline.ts"

export { isWide } from "./paragraphs.ts"

/** A line that holds a backtick further on is code within a sentence (https://spec.commonmark.org/0.31.2/#fenced-code-blocks). */
const fence = /^( {0,3})(`{3,})([^`]*)$/
const heading = /^(#{1,3}) +(\S.*)$/
const bullet = /^[-*+] +(\S.*)$/
const numbered = /^(\d{1,9})[.)] +(\S.*)$/
const quoted = /^> ?(.*)$/

/** The lines from `at` that match `pattern`, as what its last group captured. */
const run = (lines: ReadonlyArray<string>, at: number, pattern: RegExp): Array<string> => {
  const found: Array<string> = []
  for (let match = pattern.exec(lines[at] ?? ""); match !== null; match = pattern.exec(lines[at + found.length] ?? "")) {
    found.push(match.at(-1) ?? "")
  }
  return found
}

const opensBlock = (line: string): boolean =>
  [fence, heading, bullet, numbered, quoted].some((pattern) => pattern.test(line))

interface Found {
  readonly block: Block
  readonly next: number
}

const blockAt = (lines: Array<string>, at: number): Found => {
  const line = lines[at] ?? ""
  const opened = fence.exec(line)
  if (opened !== null) {
    const [, indent = "", ticks = "", said = ""] = opened
    const { block, end, rest } = fencedBlock(lines, at + 1, { indent: indent.length, ticks: ticks.length, said: said.trim() })
    if (rest === "") return { block, next: end + 1 }
    lines[end] = rest
    return { block, next: end }
  }
  const title = heading.exec(line)
  if (title !== null) {
    const level = title[1] === "#" ? 1 : title[1] === "##" ? 2 : 3
    return { block: { type: "heading", level, children: parseInline(title[2] ?? "") }, next: at + 1 }
  }
  for (const pattern of [bullet, numbered]) {
    const items = run(lines, at, pattern)
    if (items.length === 0) continue
    const start = pattern === numbered ? Number(numbered.exec(line)?.[1]) : null
    return { block: { type: "list", start, items: items.map((item) => parseInline(item)) }, next: at + items.length }
  }
  const quote = run(lines, at, quoted)
  if (quote.length > 0) return { block: { type: "quote", children: parseInline(quote.join("\n")) }, next: at + quote.length }
  let next = at + 1
  while (next < lines.length && lines[next]?.trim() !== "" && !opensBlock(lines[next] ?? "")) next++
  return { block: { type: "paragraph", children: parseInline(lines.slice(at, next).join("\n").trimEnd()) }, next }
}

/**
 * Reads a message's text into blocks: paragraphs with their line breaks, `#` to `###` headings, flat lists, quotes and
 * fenced code (language and file name from the fence or a first-line comment; a package manager's one-liner becomes a
 * command). Never throws, never yields HTML, never yields a link other than http, https, mailto or tel.
 */
export const parseMarkup = (text: string): ReadonlyArray<Block> => {
  const lines = text.replace(/\r\n?/g, "\n").split("\n")
  const blocks: Array<Block> = []
  for (let at = 0; at < lines.length;) {
    if (lines[at]?.trim() === "") at++
    else {
      const { block, next } = blockAt(lines, at)
      blocks.push(block)
      at = next
    }
  }
  return blocks
}
