import { commandVariants } from "./commandVariants.ts"
import type { Block } from "./Markup.ts"
import { parseBlocks } from "./parseBlocks.ts"

export { isWide } from "./parseBlocks.ts"

/** `parseBlocks` with package managers' one-liners as commands. */
export const parseMarkup = (text: string): ReadonlyArray<Block> => parseBlocks(text, commandVariants)
