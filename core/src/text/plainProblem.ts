import type { Problem } from "../widget/Problem.ts"
import type { SupportText } from "./TextKey.ts"

/** Whole seconds until a moment; 0 once it has passed. Both in milliseconds since 1970. */
export const secondsUntil = (until: number, now: number): number => Math.max(0, Math.ceil((until - now) / 1000))

/**
 * What can happen to any conversation in a word: the server is away, or it was too fast, counted down to `now` (milliseconds
 * since 1970) and null once that is over. Undefined for anything else: `problemText` has the words for that.
 */
export const plainProblem = (text: SupportText, problem: Problem, now: number): string | null | undefined => {
  if (problem._tag === "Unreachable") return text("error.unavailable")
  if (problem._tag !== "RateLimited") return undefined
  const seconds = secondsUntil(problem.until, now)
  return seconds === 0 ? null : text("component.composer.retryIn", { seconds })
}
