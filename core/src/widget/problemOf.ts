import type { Refusal } from "./events.ts"
import type { Problem } from "./Problem.ts"

/** The fact behind a refusal, for the interface. */
export const problemOf = (error: Refusal, now: number): Problem => {
  switch (error._tag) {
    case "TooManyRequests":
      return { _tag: "RateLimited", until: now + error.retryAfterMs }
    case "ConversationClosed":
      return { _tag: "ConversationClosed", status: error.status }
    case "FileRefused":
      return { _tag: "FileRefused", reason: error.reason, limitBytes: error.limitBytes ?? null }
    case "IdentityRefused":
      return { _tag: "IdentityRefused", reason: error.reason }
    case "RatingRefused":
      return { _tag: "RatingRefused", reason: error.reason }
    case "ConversationNotFound": case "IdConflict": case "FileNotReady": case "NotIdentified":
      return { _tag: error._tag }
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
