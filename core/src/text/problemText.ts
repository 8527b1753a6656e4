import type { FileRefusal, Problem } from "../widget/Problem.ts"
import { fileSize } from "./fileSize.ts"
import { plainProblem } from "./plainProblem.ts"
import type { SupportText } from "./TextKey.ts"

const refusedFile = (text: SupportText, reason: FileRefusal, limitBytes: number | null): string => {
  switch (reason) {
    case "too_large":
      return limitBytes === null ? text("error.fileType") : text("error.fileTooLarge", { limit: fileSize(text.locale, limitBytes) })
    case "type_not_allowed": return text("error.fileType")
    case "empty": return text("error.fileEmpty")
    case "quota": return text("error.fileQuota")
    case "not_arrived": case "size_differs": return text("error.uploadFailed")
  }
}

/**
 * What a visitor reads when something was refused or broke: one sentence that says what to do next. `now` (milliseconds
 * since 1970) counts down a rate limit. Null when there is nothing left to say.
 */
export const problemText = (text: SupportText, problem: Problem, now: number): string | null => {
  switch (problem._tag) {
    case "Unreachable": case "RateLimited": return plainProblem(text, problem, now) ?? null
    case "InternalError": return problem.id === null ? text("error.unavailable") : text("error.internal", { id: problem.id })
    case "ConversationNotFound": return text("error.notFound")
    case "ConversationClosed": return text("error.closed")
    case "IdConflict": return text("error.idConflict")
    case "FileNotReady": return text("error.fileNotReady")
    case "FileRefused": return refusedFile(text, problem.reason, problem.limitBytes)
    case "TooManyFiles": return text("error.tooManyFiles", { count: problem.limit })
    case "FileFailed": return text("error.fileFailed")
    case "UploadFailed": return text("error.uploadFailed")
    case "TooLong": return text("error.tooLong", { limit: problem.limit })
    case "VisitorEnded": return text("error.visitorEnded")
    case "RatingRefused": return text(problem.reason === "already_rated" ? "component.conversationPage.ratingThanks" : "error.notResolved")
    case "IdentityRefused": case "NotIdentified": return text("error.identity")
  }
}
