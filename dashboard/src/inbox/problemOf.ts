import { RpcFailure } from "@cossistant/core/client/RpcFailure"
import type { Problem } from "./nouns.ts"

/** What a failed call says; anything that isn't a call's failure is a fault of ours and goes on its way. */
export const problemOf = (cause: unknown): Problem => {
  if (cause instanceof RpcFailure) return cause.error as Problem // calls of the inbox reject with nothing else
  throw cause
}
