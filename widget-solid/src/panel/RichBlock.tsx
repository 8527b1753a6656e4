import type { Block } from "@cossistant/core/markup/Markup"
import type { JSX } from "solid-js"
import { CodeBlock } from "./CodeBlock.tsx"
import { CommandBlock } from "./CommandBlock.tsx"
import { drawInline } from "./drawInline.tsx"

/** A message's headings stand below the panel's own. */
const drawHeading = {
  1: (inside: JSX.Element) => <h3>{inside}</h3>,
  2: (inside: JSX.Element) => <h4>{inside}</h4>,
  3: (inside: JSX.Element) => <h5>{inside}</h5>
}

/** What few messages hold: headings, quotes, lists, code. */
export const RichBlock = (props: { readonly block: Block }): JSX.Element => {
  const { block } = props
  switch (block.type) {
    case "paragraph": return <p>{block.children.map(drawInline)}</p>
    case "heading": return drawHeading[block.level](block.children.map(drawInline))
    case "quote": return <blockquote>{block.children.map(drawInline)}</blockquote>
    case "list": {
      const items = block.items.map((item) => <li>{item.map(drawInline)}</li>)
      return block.start === null ? <ul>{items}</ul> : <ol start={block.start}>{items}</ol>
    }
    case "code": return <CodeBlock block={block} />
    case "command": return <CommandBlock commands={block.commands} />
  }
}
