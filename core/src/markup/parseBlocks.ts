import type { Block, CommandVariants } from "./Markup.ts"
import { parseInline } from "./parseInline.ts"

const fence = /^```\s*([\w+#.-]*)\s*(.*)$/
const heading = /^(#{1,3}) +(\S.*)$/
const bullet = /^[-*+] +(\S.*)$/
const numbered = /^(\d{1,9})[.)] +(\S.*)$/
const quoted = /^> ?(.*)$/
const fileName = /^[\w@./-]+\.\w{1,8}$/
const fileComment = /^(?:\/\/|#|--|<!--|\/\*) *([\w@./-]+\.\w{1,8})(?: *(?:-->|\*\/))?$/
/** A package manager's one-liner for each of them, or null: known only to who has it loaded. */
export type Variants = (command: string) => CommandVariants | null

const shells = new Set(["", "sh", "bash", "shell", "zsh", "console", "terminal"])

const namedIn = (info: string): string | null => {
  const name = /^(?:(?:title|file|filename)=)?["']?([^"']+)["']?$/.exec(info.trim())?.[1]?.trim()
  return name !== undefined && fileName.test(name) ? name : null
}

const codeBlock = (language: string, info: string, lines: ReadonlyArray<string>, variants?: Variants): Block => {
  const commands = lines.length === 1 && shells.has(language) ? variants?.(lines[0] ?? "") : null
  if (commands) return { type: "command", commands }
  const comment = fileComment.exec(lines[0] ?? "")?.[1] ?? null
  const named = namedIn(info)
  const body = named === null && comment !== null ? lines.slice(1) : lines
  return { type: "code", language: language || null, fileName: named ?? comment, text: body.join("\n") }
}

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

const blockAt = (lines: ReadonlyArray<string>, at: number, variants: Variants | undefined): { readonly block: Block; readonly next: number } => {
  const line = lines[at] ?? ""
  const opened = fence.exec(line)
  if (opened !== null) {
    // A fence still open at the end is code up to there, so that a streamed message doesn't flicker.
    let end = at + 1
    while (end < lines.length && lines[end]?.trimEnd() !== "```") end++
    return { block: codeBlock(opened[1] ?? "", opened[2] ?? "", lines.slice(at + 1, end), variants), next: end + 1 }
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
 * fenced code (language and file name from the fence or a first-line comment; a package manager one-liner becomes a
 * command where `variants` knows it). Never throws, never yields HTML, never yields a link other than http, https, mailto or tel.
 */
export const parseBlocks = (text: string, variants?: Variants): ReadonlyArray<Block> => {
  const lines = text.replace(/\r\n?/g, "\n").split("\n")
  const blocks: Array<Block> = []
  for (let at = 0; at < lines.length;) {
    if (lines[at]?.trim() === "") at++
    else {
      const { block, next } = blockAt(lines, at, variants)
      blocks.push(block)
      at = next
    }
  }
  return blocks
}

/** Whether a message holds code and so wants the bubble's full width. */
export const isWide = (blocks: ReadonlyArray<Block>): boolean =>
  blocks.some((block) => block.type === "code" || block.type === "command")

/** Whether a text looks as if it held a package manager's one-liner. */
export const mayHoldCommand = (text: string): boolean => /^[$ ]*(p?np[mx]|yarn|bunx?) /m.test(text)
