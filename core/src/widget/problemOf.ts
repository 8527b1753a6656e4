import type { Refusal } from "./events.ts"
import type { Problem } from "./Problem.ts"

/** The fact behind a refusal, for the interface. */
export const problemOf = (error: Refusal, now: number): Problem => {
  switch (error._tag) {
    case "TooManyRequests":
      return { _tag: "RateLimited", until: now + error.retryAfterMs }
    case "FileRefused":
      return { ...error, limitBytes: error.limitBytes ?? null }
    case "ConversationClosed": case "ConversationNotFound": case "FileNotReady": case "IdConflict": case "IdentityRefused":
    case "NotIdentified": case "RatingRefused":
      return error
    case "UnknownVisitor":
      return { _tag: "VisitorEnded" }
    case "BadRequest": case "InternalError":
      return { _tag: "InternalError", id: error.id }
    case "Defect":
      return { _tag: "InternalError", id: null }
    default:
      return { _tag: "Unreachable" }
  }
}
