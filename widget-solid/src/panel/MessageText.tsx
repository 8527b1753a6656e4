import type { Block } from "@cossistant/core/markup/Markup"
import { For, type JSX } from "solid-js"
import { drawInline } from "./drawInline.tsx"
import { Rare } from "./Rare.tsx"

const drawBlock = (block: Block): JSX.Element =>
  block.type === "paragraph" ? <p>{block.children.map(drawInline)}</p> : <Rare part="RichBlock" block={block} />

/** Draws a message's text from its tree; nothing in it is ever taken for HTML. */
export const MessageText = (props: { readonly blocks: ReadonlyArray<Block> }): JSX.Element => (
  <div class="co-text" dir="auto"><For each={props.blocks}>{drawBlock}</For></div>
)
