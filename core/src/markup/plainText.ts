import type { Block, Inline } from "./Markup.ts"
import { parseBlocks } from "./parseBlocks.ts"

const inlineText = (nodes: ReadonlyArray<Inline>): string =>
  nodes.map((node) => {
    switch (node.type) {
      case "break": return " "
      case "mention": return `@${node.name}`
      case "text": case "code": return node.text
      default: return inlineText(node.children)
    }
  }).join("")

const blockText = (block: Block): string => {
  switch (block.type) {
    case "list": return block.items.map(inlineText).join(" ")
    case "code": return block.text
    case "command": return block.commands.npm
    default: return inlineText(block.children)
  }
}

/** A message as one line of plain text, for previews and notifications: mentions as `@Name`, links as their words. */
export const plainText = (text: string): string =>
  parseBlocks(text).map(blockText).join(" ").replace(/\s+/g, " ").trim()
