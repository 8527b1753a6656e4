import { isPassing } from "@cossistant/core/client/isPassing"
import type { Problem } from "./nouns.ts"

/** Whether what was lost or refused like this may well be answered when it is asked for again. */
export const mayHelp = (problem: Problem | null): boolean => problem === null || isPassing(problem)
