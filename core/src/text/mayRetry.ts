import type { Problem } from "../widget/Problem.ts"

/** Whether trying the same again may help; a file that is too large stays so. */
export const mayRetry = (problem: Problem): boolean =>
  problem._tag !== "TooManyFiles" && !(problem._tag === "FileRefused" && /too_large|type_not_allowed|empty/.test(problem.reason))
