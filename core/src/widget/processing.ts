import type { ServerEvent } from "./nouns.ts"

type Told = Extract<ServerEvent, { readonly _tag: "Processing" }>

/** What an AI agent does in a conversation just now, as it was last told. */
export interface Processing extends Omit<Told, "_tag"> {
  /** Milliseconds since 1970. */
  readonly updatedAt: number
}

/** Drawn as one row that is read out when it changes. */
export interface ProgressView {
  readonly message: string | null
  readonly phase: string
  readonly toolName: string | null
}

/** What is drawn of it. */
export const progressView = (processing: Processing | undefined): ProgressView | null =>
  processing ? { message: processing.message, phase: processing.phase, toolName: processing.tool?.toolName ?? null } : null
