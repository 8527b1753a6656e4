import type { Block, Inline } from "@cossistant/core/markup/Markup"
import { parseMarkup } from "@cossistant/core/markup/parseMarkup"

const inline = (nodes: ReadonlyArray<Inline>): string =>
  nodes.map((node) => {
    switch (node.type) {
      case "break": return "\n"
      case "mention": return `@${node.name}`
      case "text": case "code": return node.text
      case "link": {
        const words = inline(node.children)
        return words === node.href || `https://${words}` === node.href ? node.href : `${words} (${node.href})`
      }
      default: return inline(node.children)
    }
  }).join("")

const lines = (block: Block): string => {
  switch (block.type) {
    case "list": return block.items.map((item, at) => `${block.start === null ? "•" : `${block.start + at}.`} ${inline(item)}`).join("\n")
    case "code": return block.text
    case "command": return block.commands.npm
    default: return inline(block.children)
  }
}

/** A message as a letter quotes it: lines kept, markup gone, links as their words with the address behind. At most 2,000 characters. */
export const readableText = (text: string): string => {
  const whole = parseMarkup(text).map(lines).join("\n\n").trim()
  return whole.length > 2000 ? `${whole.slice(0, 2000).trimEnd()}…` : whole
}
