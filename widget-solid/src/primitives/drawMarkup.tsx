import type { Block, CommandVariants, Inline } from "@cossistant/core/markup/Markup"
import { For, type JSX } from "solid-js"
import { Dynamic } from "solid-js/web"
import { TimelineCodeBlock } from "./TimelineCodeBlock.tsx"
import { TimelineCommandBlock } from "./TimelineCommandBlock.tsx"

/** A host's own way to draw what a message's markup holds. */
export interface MarkdownRenderers {
  readonly inlineCode?: ((props: { readonly code: string }) => JSX.Element) | undefined
  readonly codeBlock?: ((props: { readonly code: string; readonly language?: string; readonly fileName?: string }) => JSX.Element) | undefined
  readonly commandBlock?: ((props: { readonly commands: CommandVariants }) => JSX.Element) | undefined
}

const drawInline = (nodes: ReadonlyArray<Inline>, renderers: MarkdownRenderers): JSX.Element =>
  nodes.map((node) => {
    switch (node.type) {
      case "text": return node.text
      case "break": return <br />
      case "strong": return <strong>{drawInline(node.children, renderers)}</strong>
      case "emphasis": return <em>{drawInline(node.children, renderers)}</em>
      case "code": return renderers.inlineCode ? renderers.inlineCode({ code: node.text }) : <code>{node.text}</code>
      case "link":
        return <a href={node.href} target="_blank" rel="noopener noreferrer nofollow">{drawInline(node.children, renderers)}</a>
      case "mention": return <span data-mention-id={node.id} data-mention-type={node.kind}>@{node.name}</span>
    }
  })

const drawBlock = (block: Block, renderers: MarkdownRenderers): JSX.Element => {
  switch (block.type) {
    case "paragraph": return <p>{drawInline(block.children, renderers)}</p>
    // A message's headings stand below those of the page around it.
    case "heading": return <Dynamic component={`h${block.level + 2}`}>{drawInline(block.children, renderers)}</Dynamic>
    case "quote": return <blockquote>{drawInline(block.children, renderers)}</blockquote>
    case "list": {
      const items = block.items.map((item) => <li>{drawInline(item, renderers)}</li>)
      return block.start === null ? <ul>{items}</ul> : <ol start={block.start}>{items}</ol>
    }
    case "code": {
      const props = {
        code: block.text,
        ...block.language !== null && { language: block.language },
        ...block.fileName !== null && { fileName: block.fileName }
      }
      return renderers.codeBlock ? renderers.codeBlock(props) : <TimelineCodeBlock {...props} />
    }
    case "command": return renderers.commandBlock ? renderers.commandBlock({ commands: block.commands }) : <TimelineCommandBlock commands={block.commands} />
  }
}

/** Draws a message's blocks; nothing in them is ever taken for HTML. `renderers` is read when a block is drawn. */
export const Blocks = (props: { readonly blocks: ReadonlyArray<Block>; readonly renderers: MarkdownRenderers }): JSX.Element =>
  <For each={props.blocks}>{(block) => drawBlock(block, props.renderers)}</For>
