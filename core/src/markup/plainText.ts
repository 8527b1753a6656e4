import type { Inline } from "./Markup.ts"
import { parseInline } from "./parseInline.ts"

/** With the one word that may follow, a language or a file. Anything more is to be kept. */
const fence = /^ {0,3}`{3,}(?!.*`)(?:[\w+#./@-]+$)?/m
/** What makes a line a heading, a list's item or a quote. */
const marker = /^(?:#{1,3} +|[-*+] +|\d{1,9}[.)] +|> ?)/gm

const inlineText = (nodes: ReadonlyArray<Inline>): string =>
  nodes.map((node) => {
    switch (node.type) {
      case "break": return " "
      case "mention": return `@${node.name}`
      case "text": case "code": return node.text
      default: return inlineText(node.children)
    }
  }).join("")

/** A message as one line of plain text, for previews and notifications: mentions as `@Name`, links as their words. */
export const plainText = (text: string): string =>
  // Between fences stands code, which is taken as it is. One may have closed within a line.
  text.split(fence).map((part, at) => at % 2 === 1 ? part : inlineText(parseInline(part.replace(marker, "")))).join(" ").replace(/(?:\s|`{3,})+/g, " ").trim()
