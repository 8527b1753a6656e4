import type { Refusal } from "./events.ts"
import type { Problem } from "./Problem.ts"

/** The fact behind a refusal to load or to send, for the interface: `rareProblemOf` knows of all others too. */
export const problemOf = (error: Refusal, now: number): Problem => {
  switch (error._tag) {
    case "TooManyRequests":
      return { _tag: "RateLimited", until: now + error.retryAfterMs }
    case "ConversationClosed": case "ConversationNotFound": case "FileNotReady": case "IdConflict":
      return error
    case "UnknownVisitor":
      return { _tag: "VisitorEnded" }
    case "BadRequest": case "InternalError": case "Defect":
      return { _tag: "InternalError", id: "id" in error ? error.id : null }
    default:
      return { _tag: "Unreachable" }
  }
}
