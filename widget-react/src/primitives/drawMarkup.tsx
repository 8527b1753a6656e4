import type { Block, CommandVariants, Inline } from "@cossistant/core/markup/Markup"
import { createElement, type ReactElement, type ReactNode } from "react"
import { TimelineCodeBlock } from "./TimelineCodeBlock.tsx"
import { TimelineCommandBlock } from "./TimelineCommandBlock.tsx"

/** A host's own way to draw what a message's markup holds. */
export interface MarkdownRenderers {
  readonly inlineCode?: ((props: { readonly code: string }) => ReactNode) | undefined
  readonly codeBlock?: ((props: { readonly code: string; readonly language?: string; readonly fileName?: string }) => ReactNode) | undefined
  readonly commandBlock?: ((props: { readonly commands: CommandVariants }) => ReactNode) | undefined
}

/** Keeps what a renderer holds (it may use hooks) when its host makes it anew with each render. */
const Rendered = <Props,>({ by, props }: { readonly by: (props: Props) => ReactNode; readonly props: Props }): ReactElement => <>{by(props)}</>

const drawInline = (nodes: ReadonlyArray<Inline>, renderers: MarkdownRenderers): ReactNode =>
  nodes.map((node, index) => {
    switch (node.type) {
      case "text": return node.text
      case "break": return <br key={index} />
      case "strong": return <strong key={index}>{drawInline(node.children, renderers)}</strong>
      case "emphasis": return <em key={index}>{drawInline(node.children, renderers)}</em>
      case "code":
        return renderers.inlineCode
          ? <Rendered key={index} by={renderers.inlineCode} props={{ code: node.text }} />
          : <code key={index}>{node.text}</code>
      case "link":
        return <a key={index} href={node.href} target="_blank" rel="noopener noreferrer nofollow">{drawInline(node.children, renderers)}</a>
      case "mention": return <span key={index} data-mention-id={node.id} data-mention-type={node.kind}>@{node.name}</span>
    }
  })

const drawBlock = (block: Block, index: number, renderers: MarkdownRenderers): ReactNode => {
  switch (block.type) {
    case "paragraph": return <p key={index}>{drawInline(block.children, renderers)}</p>
    // A message's headings stand below those of the page around it.
    case "heading": return createElement(`h${block.level + 2}`, { key: index }, drawInline(block.children, renderers))
    case "quote": return <blockquote key={index}>{drawInline(block.children, renderers)}</blockquote>
    case "list": {
      const items = block.items.map((item, place) => <li key={place}>{drawInline(item, renderers)}</li>)
      return block.start === null ? <ul key={index}>{items}</ul> : <ol key={index} start={block.start}>{items}</ol>
    }
    case "code": {
      const props = {
        code: block.text,
        ...block.language !== null && { language: block.language },
        ...block.fileName !== null && { fileName: block.fileName }
      }
      return renderers.codeBlock ? <Rendered key={index} by={renderers.codeBlock} props={props} /> : <TimelineCodeBlock key={index} {...props} />
    }
    case "command":
      return renderers.commandBlock
        ? <Rendered key={index} by={renderers.commandBlock} props={{ commands: block.commands }} />
        : <TimelineCommandBlock key={index} commands={block.commands} />
  }
}

/** Draws a message's blocks; nothing in them is ever taken for HTML. */
export const drawBlocks = (blocks: ReadonlyArray<Block>, renderers: MarkdownRenderers = {}): ReactNode =>
  blocks.map((block, index) => drawBlock(block, index, renderers))
