import type { Inline, MentionKind } from "./Markup.ts"
import { safeHref } from "./safeHref.ts"

/** Nesting beyond this is shown as typed; no person writes it and it bounds the recursion. */
const maxDepth = 6
// Japanese and Chinese write no space around an address: their marks end it, their letters may stand before it.
const bareUrl = /(?:https?:\/\/|www\.)[^\s<>"'`\u3000-\u303f\uff00-\uffef]+/iy
const linkTail = /\]\(([^()\s]*(?:\([^()\s]*\)[^()\s]*)*)\)/y
/** Code stands between runs of as many backticks (https://spec.commonmark.org/0.31.2/#code-spans). */
const span = /(`+)([^`]|[^`][^]*?[^`])\1(?!`)/y
const mentioned = /^mention:(visitor|ai-agent|human-agent|tool):(.+)/
const wordCharacter = /[\p{L}\p{N}_]/u

interface Found {
  readonly node: Inline
  readonly end: number
}

const isWord = (text: string, at: number): boolean => wordCharacter.test(text[at] ?? "")
const isBlank = (text: string, at: number): boolean => (text[at] ?? " ").trim() === ""

/** Where the run opened at `from` by `marker` closes, or -1. `2*3*4` and `a * b` stay as typed. */
const closing = (text: string, marker: string, from: number): number => {
  for (let at = text.indexOf(marker, from + 1); at !== -1; at = text.indexOf(marker, at + 1)) {
    if (text[at + marker.length] === "*") continue
    if (!isBlank(text, at - 1) && !isWord(text, at + marker.length)) return at
  }
  return -1
}

const emphasis = (text: string, at: number, depth: number, unclosed: Set<string>): Found | null => {
  const marker = text.startsWith("**", at) ? "**" : "*"
  const from = at + marker.length
  if (depth >= maxDepth || isWord(text, at - 1) || "*/".includes(text[at - 1] ?? " ") || isBlank(text, from)) return null
  const end = unclosed.has(marker) ? -1 : closing(text, marker, from)
  if (end === -1) {
    unclosed.add(marker)
    return null
  }
  const children = parseInline(text.slice(from, end), depth + 1)
  return { node: { type: marker === "**" ? "strong" : "emphasis", children }, end: end + marker.length }
}

const code = (text: string, at: number): Found | null => {
  span.lastIndex = at
  const match = text[at - 1] === "`" ? null : span.exec(text)
  return match && { node: { type: "code", text: match[2] ?? "" }, end: span.lastIndex }
}

const mention = (label: string, target: string): Inline | null => {
  const [match, kind, id = ""] = mentioned.exec(target) ?? []
  return match ? { type: "mention", kind: kind as MentionKind, id, name: label.replace(/^@/, "") } : null // of those it looks for
}

const link = (text: string, at: number, depth: number): Found | null => {
  const close = text.indexOf("]", at)
  linkTail.lastIndex = close
  const tail = close > at + 1 ? linkTail.exec(text) : null
  if (tail === null || depth >= maxDepth) return null
  const label = text.slice(at + 1, close)
  const target = tail[1] ?? ""
  const href = safeHref(target)
  const node: Inline | null = href === null
    ? mention(label, target)
    : { type: "link", href, children: parseInline(label, maxDepth) }
  return node === null ? null : { node, end: close + tail[0].length }
}

/** A sentence's own punctuation is not part of the address; a bracket is when it was opened inside. */
const trimTail = (url: string): string => {
  let end = url.length
  for (; end > 0; end--) {
    const last = url[end - 1] ?? ""
    if (last === ")" && url.slice(0, end).split("(").length >= url.slice(0, end).split(")").length) break
    if (!".,;:!?)]}*…".includes(last)) break
  }
  return url.slice(0, end)
}

const autolink = (text: string, at: number): Found | null => {
  bareUrl.lastIndex = at
  const match = /\w/.test(text[at - 1] ?? "") ? null : bareUrl.exec(text)
  if (match === null) return null
  const shown = trimTail(match[0].slice(0, 2048))
  const href = safeHref(/^www\./i.test(shown) ? `https://${shown}` : shown)
  return href === null ? null : { node: { type: "link", href, children: [{ type: "text", text: shown }] }, end: at + shown.length }
}

const special = (text: string, at: number, depth: number, unclosed: Set<string>): Found | null => {
  switch (text[at]) {
    case "\n": return { node: { type: "break" }, end: at + 1 }
    case "*": return emphasis(text, at, depth, unclosed)
    case "`": return code(text, at)
    case "[": return link(text, at, depth)
    // Inside a link's label (`depth` at its end) an address is plain text: links don't nest.
    case "h": case "H": case "w": case "W": return depth === maxDepth ? null : autolink(text, at)
    default: return null
  }
}

/** The inline part of the message format: bold, italic, code, links, mentions, bare addresses, line breaks. */
export const parseInline = (text: string, depth = 0): ReadonlyArray<Inline> => {
  const nodes: Array<Inline> = []
  // What didn't close once can't close further on: remembering it keeps a hostile message linear.
  const unclosed = new Set<string>()
  let plain = 0
  let at = 0
  const flush = () => {
    if (at > plain) nodes.push({ type: "text", text: text.slice(plain, at) })
  }
  while (at < text.length) {
    const found = special(text, at, depth, unclosed)
    if (found === null) at++
    else {
      flush()
      nodes.push(found.node)
      at = plain = found.end
    }
  }
  flush()
  return nodes
}
