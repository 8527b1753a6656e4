import type { Block } from "@cossistant/core/markup/Markup"
import { createElement, type ReactElement } from "react"
import { CodeBlock } from "./CodeBlock.tsx"
import { CommandBlock } from "./CommandBlock.tsx"
import { drawInline } from "./drawInline.tsx"

/** What few messages hold: headings, quotes, lists, code. */
export const RichBlock = ({ block }: { readonly block: Block }): ReactElement => {
  switch (block.type) {
    case "paragraph": return <p>{block.children.map(drawInline)}</p>
    // A message's headings stand below the panel's own.
    case "heading": return createElement(`h${block.level + 2}`, {}, block.children.map(drawInline))
    case "quote": return <blockquote>{block.children.map(drawInline)}</blockquote>
    case "list": {
      const items = block.items.map((item, place) => <li key={place}>{item.map(drawInline)}</li>)
      return block.start === null ? <ul>{items}</ul> : <ol start={block.start}>{items}</ol>
    }
    case "code": return <CodeBlock block={block} />
    case "command": return <CommandBlock commands={block.commands} />
  }
}
