import { plainProblem } from "@cossistant/core/text/plainProblem"
import type { Problem } from "@cossistant/core/widget/Problem"
import type { ReactElement } from "react"
import { useText } from "../TextContext.ts"
import { Rare } from "./Rare.tsx"

interface ProblemTextProps {
  readonly problem: Problem
  /** Milliseconds since 1970. */
  readonly now: number
}

/** The sentence that says what keeps something from working. */
export const ProblemText = ({ now, problem }: ProblemTextProps): ReactElement => {
  const sentence = plainProblem(useText(), problem, now)
  return sentence === undefined ? <Rare part="RareProblem" problem={problem} /> : <>{sentence}</>
}
