import type { Problem } from "../inbox/nouns.ts"

const seconds = (ms: number): string => {
  const count = Math.max(1, Math.ceil(ms / 1000))
  return count === 1 ? "a second" : `${count} seconds`
}

const fileSentence = (problem: Extract<Problem, { _tag: "FileRefused" }>): string => {
  switch (problem.reason) {
    case "too_large": return `This file is larger than ${Math.round((problem.limitBytes ?? 5_242_880) / 1_048_576)} MB.`
    case "type_not_allowed": return "This kind of file can't be sent. Images, PDF, text, CSV, Markdown and ZIP can."
    case "empty": return "This file is empty."
    case "size_differs":
    case "not_arrived": return "The file did not arrive whole. Try again."
    case "quota": return "The storage of this site is full."
  }
}

/** A refusal as a sentence that says what happened and what to do next. */
export const sentence = (problem: Problem): string => {
  switch (problem._tag) {
    case "Unreachable": return "The server can't be reached. Check your connection and try again."
    case "SignedOut": return "You have been signed out. Sign in again to go on."
    case "RoleRequired": return problem.needs === "owner" ? "Only an owner can do this." : "Ask an owner or admin to do this."
    case "WebsiteNotFound": return "This site does not exist, or you have no access to it."
    case "ConversationNotFound": return "This conversation does not exist, or you have no access to it."
    case "VisitorNotFound": return "This visitor does not exist any more."
    case "TooManyRequests": return `That was too fast. Try again in ${seconds(problem.retryAfterMs)}.`
    case "IdConflict": return "This message was already sent with another text. Copy it, discard it and send it anew."
    case "FileNotReady": return "An attachment is no longer there. Remove it and attach it again."
    case "FileRefused": return fileSentence(problem)
    case "ReplyIsStale": return "A colleague answered meanwhile. Read that first, then send again."
    case "SlugTaken": return `The name “${problem.slug}” is taken on this server. Choose another one.`
    case "ApiKeyNotFound": return "This key is already gone."
    case "TooManySecrets": return `There can be ${problem.limit} secrets at most. Remove the old one first.`
    case "LastOwner": return "This is the last owner. Make someone else owner first."
    case "NameDiffers": return "This is not the site's name. Type it exactly as it stands above."
    case "MemberNotFound": return "This person is no longer on the team."
    case "InvitationRefused":
      if (problem.reason === "wrong_account") return "This invitation is for another address."
      return problem.reason === "email_not_verified" ? "Confirm your e-mail address first." : "This invitation can no longer be used."
    case "Aborted": return "This was cancelled."
    case "BadRequest": return "The server did not understand this. Reload the page; it may be out of date."
    case "InternalError":
    case "Defect": return "Something broke on the server. Nothing you wrote is lost."
  }
}

/** The id under which the server logged a fault, to give to whoever runs it. */
export const requestId = (problem: Problem): string | null => {
  if (problem._tag === "BadRequest" || problem._tag === "InternalError") return problem.id
  if (problem._tag === "Defect" && typeof problem.defect === "object" && problem.defect !== null && "id" in problem.defect) {
    return String(problem.defect.id)
  }
  return null
}
