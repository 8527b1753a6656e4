import type { Message } from "../widget/message.ts"
import type { FileRefusal, Problem } from "../widget/Problem.ts"
import { fileSize } from "./clock.ts"
import type { SupportText } from "./TextKey.ts"

type Failure = Extract<Message["delivery"], { readonly _tag: "Failed" }>

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

/** Whether trying the same again may help; a file that is too large stays so. */
export const mayRetry = (problem: Problem): boolean =>
  problem._tag !== "TooManyFiles" && !(problem._tag === "FileRefused" && /too_large|type_not_allowed|empty/.test(problem.reason))

/** What stands under a message that wasn't sent: that it goes by itself, or why it doesn't. */
export const failureText = (text: SupportText, { isWaiting, problem }: Failure, now: number): string =>
  isWaiting ? text("component.message.waiting") : problemText(text, problem, now) ?? text("component.message.failed")

/** Whole seconds until a moment; 0 once it has passed. Both in milliseconds since 1970. */
export const secondsUntil = (until: number, now: number): number => Math.max(0, Math.ceil((until - now) / 1000))

/**
 * What a visitor reads when something was refused or broke: one sentence that says what to do next. `now` (milliseconds
 * since 1970) counts down a rate limit. Null when there is nothing left to say.
 */
export const problemText = (text: SupportText, problem: Problem, now: number): string | null => {
  switch (problem._tag) {
    case "Unreachable": return text("error.unavailable")
    case "RateLimited": {
      const seconds = secondsUntil(problem.until, now)
      return seconds === 0 ? null : text("component.composer.retryIn", { seconds })
    }
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
