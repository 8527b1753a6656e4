import type { Refusal } from "./events.ts"
import type { Problem } from "./Problem.ts"
import { problemOf } from "./problemOf.ts"

/** The fact behind any refusal: those of files, identities and ratings too, which few conversations come to. */
export const rareProblemOf = (error: Refusal, now: number): Problem => {
  switch (error._tag) {
    case "FileRefused":
      return { ...error, limitBytes: error.limitBytes ?? null }
    case "IdentityRefused": case "NotIdentified": case "RatingRefused":
      return error
    default:
      return problemOf(error, now)
  }
}
