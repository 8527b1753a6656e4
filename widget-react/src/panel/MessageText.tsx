import type { Block } from "@cossistant/core/markup/Markup"
import type { ReactElement } from "react"
import { drawInline } from "./drawInline.tsx"
import { Rare } from "./Rare.tsx"

const drawBlock = (block: Block, index: number): ReactElement =>
  block.type === "paragraph" ? <p key={index}>{block.children.map(drawInline)}</p> : <Rare key={index} part="RichBlock" block={block} />

/** Draws a message's text from its tree; nothing in it is ever taken for HTML. */
export const MessageText = ({ blocks }: { readonly blocks: ReadonlyArray<Block> }): ReactElement => (
  <div className="co-text" dir="auto">{blocks.map(drawBlock)}</div>
)
