import type { Block } from "./Markup.ts"
import { parseInline } from "./parseInline.ts"

/** Whether a text may hold more than paragraphs, which `parseMarkup` alone reads. */
export const isRich = (text: string): boolean => /^(?: {0,3}```|#{1,3} |[-*+] |\d{1,9}[.)] |>)/m.test(text)

/** Reads a text that isn't rich as `parseMarkup` would: into paragraphs with their line breaks, links and emphasis. */
export const paragraphsOf = (text: string): ReadonlyArray<Block> =>
  text.replace(/\r\n?/g, "\n").split(/\n(?:[^\S\n]*\n)+/).map((lines) => lines.replace(/^(?:[^\S\n]*\n)+|\s+$/g, "")).filter((lines) => lines !== "")
    .map((lines) => ({ type: "paragraph", children: parseInline(lines) }))

/** Whether a message holds code and so wants the bubble's full width. */
export const isWide = (blocks: ReadonlyArray<Block>): boolean =>
  blocks.some((block) => block.type === "code" || block.type === "command")
