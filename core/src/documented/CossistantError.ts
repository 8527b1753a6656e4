import { RpcFailure } from "../client/RpcFailure.ts"
import type { Problem } from "../widget/Problem.ts"

/** What can go wrong, as codes. The interface makes sentences of them, in the visitor's language. */
export type CossistantErrorCode =
  | "UNREACHABLE" | "RATE_LIMITED" | "INTERNAL_ERROR" | "CONVERSATION_NOT_FOUND" | "CONVERSATION_CLOSED" | "ID_CONFLICT"
  | "FILE_NOT_READY" | "FILE_REFUSED" | "TOO_MANY_FILES" | "UPLOAD_FAILED" | "FILE_FAILED" | "TOO_LONG" | "VISITOR_ENDED"
  | "IDENTITY_REFUSED" | "NOT_IDENTIFIED"
  /** Neither text nor a file was given. */
  | "EMPTY_MESSAGE"
  /** The person took the message back before the server had it. */
  | "MESSAGE_DISCARDED"
  | "VISITOR_BLOCKED"
  /** The page's own: its key isn't taken, or its origin isn't allowed. */
  | "INVALID_KEY" | "ORIGIN_REFUSED"
  /** The server doesn't want this live connection. */
  | "REFUSED"
  /** A part of the widget's code couldn't be loaded. */
  | "LOAD_FAILED"
  /** There is no widget to ask: no public key was given. */
  | "NOT_CONFIGURED"
  | (string & {})

/** An error of the widget. Tell what it is by `code`; `message` is the same code, for logs. */
export class CossistantError extends Error {
  override readonly name: string = "CossistantError"
  readonly code: CossistantErrorCode
  /** The facts: a `Problem` of the widget, or what the server answered. */
  readonly details: unknown
  constructor(code: CossistantErrorCode, details?: unknown) {
    super(code)
    this.code = code
    this.details = details
  }
}

/** `RateLimited` as `RATE_LIMITED`. */
const codeOf = (tag: string): string => tag.replace(/([a-z])([A-Z])/g, "$1_$2").toUpperCase()

const made = new WeakMap<Problem, CossistantError>()

/** The error of a problem, the same for the same problem; null for none. */
export const errorOf = (problem: Problem | null): CossistantError | null => {
  if (problem === null) return null
  const error = made.get(problem) ?? new CossistantError(codeOf(problem._tag), problem)
  made.set(problem, error)
  return error
}

/** The error of whatever was thrown or rejected. */
export const errorFrom = (cause: unknown): CossistantError =>
  cause instanceof CossistantError ? cause
    : cause instanceof RpcFailure ? new CossistantError(codeOf(cause.error._tag), cause.error)
    : new CossistantError("INTERNAL_ERROR", cause)
