import type { Block, Inline } from "@cossistant/core/markup/Markup"
import { createElement, type ReactElement, type ReactNode } from "react"
import { CodeBlock } from "./CodeBlock.tsx"
import { Rare } from "./Rare.tsx"

const drawInline = (node: Inline, index: number): ReactNode => {
  switch (node.type) {
    case "text": return node.text
    case "break": return <br key={index} />
    case "strong": return <strong key={index}>{node.children.map(drawInline)}</strong>
    case "emphasis": return <em key={index}>{node.children.map(drawInline)}</em>
    case "code": return <code key={index}>{node.text}</code>
    case "link": return <a key={index} href={node.href} target="_blank" rel="noopener noreferrer nofollow">{node.children.map(drawInline)}</a>
    case "mention": return <span key={index} className="co-mention" data-mention-id={node.id} data-mention-type={node.kind}>@{node.name}</span>
  }
}

const drawBlock = (block: Block, index: number): ReactNode => {
  switch (block.type) {
    case "paragraph": return <p key={index}>{block.children.map(drawInline)}</p>
    // A message's headings stand below the panel's own.
    case "heading": return createElement(`h${block.level + 2}`, { key: index }, block.children.map(drawInline))
    case "quote": return <blockquote key={index}>{block.children.map(drawInline)}</blockquote>
    case "list": {
      const items = block.items.map((item, place) => <li key={place}>{item.map(drawInline)}</li>)
      return block.start === null ? <ul key={index}>{items}</ul> : <ol key={index} start={block.start}>{items}</ol>
    }
    case "code": return <CodeBlock key={index} block={block} />
    case "command": return <Rare key={index} part="CommandBlock" commands={block.commands} />
  }
}

/** Draws a message's text from its tree; nothing in it is ever taken for HTML. */
export const MessageText = ({ blocks }: { readonly blocks: ReadonlyArray<Block> }): ReactElement => (
  <div className="co-text" dir="auto">{blocks.map(drawBlock)}</div>
)
