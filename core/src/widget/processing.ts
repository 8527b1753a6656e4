import type { ServerEvent } from "./nouns.ts"

type Told = Extract<ServerEvent, { readonly _tag: "Processing" }>

/** What an AI agent does in a conversation just now, as it was last told. */
export interface Processing extends Omit<Told, "_tag"> {
  /** Milliseconds since 1970. */
  readonly updatedAt: number
}
