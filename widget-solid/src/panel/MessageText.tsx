import type { Block, Inline } from "@cossistant/core/markup/Markup"
import { For, type JSX } from "solid-js"
import { Dynamic } from "solid-js/web"
import { CodeBlock } from "./CodeBlock.tsx"
import { Rare } from "./Rare.tsx"

const drawInline = (node: Inline): JSX.Element => {
  switch (node.type) {
    case "text": return node.text
    case "break": return <br />
    case "strong": return <strong>{node.children.map(drawInline)}</strong>
    case "emphasis": return <em>{node.children.map(drawInline)}</em>
    case "code": return <code>{node.text}</code>
    case "link": return <a href={node.href} target="_blank" rel="noopener noreferrer nofollow">{node.children.map(drawInline)}</a>
    case "mention": return <span class="co-mention" data-mention-id={node.id} data-mention-type={node.kind}>@{node.name}</span>
  }
}

const drawBlock = (block: Block): JSX.Element => {
  switch (block.type) {
    case "paragraph": return <p>{block.children.map(drawInline)}</p>
    // A message's headings stand below the panel's own.
    case "heading": return <Dynamic component={`h${block.level + 2}`}>{block.children.map(drawInline)}</Dynamic>
    case "quote": return <blockquote>{block.children.map(drawInline)}</blockquote>
    case "list": {
      const items = block.items.map((item) => <li>{item.map(drawInline)}</li>)
      return block.start === null ? <ul>{items}</ul> : <ol start={block.start}>{items}</ol>
    }
    case "code": return <CodeBlock block={block} />
    case "command": return <Rare part="CommandBlock" commands={block.commands} />
  }
}

/** Draws a message's text from its tree; nothing in it is ever taken for HTML. */
export const MessageText = (props: { readonly blocks: ReadonlyArray<Block> }): JSX.Element => (
  <div class="co-text" dir="auto"><For each={props.blocks}>{drawBlock}</For></div>
)
