import { plainProblem } from "@cossistant/core/text/plainProblem"
import type { Problem } from "@cossistant/core/widget/Problem"
import type { ReactElement } from "react"
import { useText } from "../TextContext.ts"
import { Rare } from "./Rare.tsx"
import { useNow } from "./useNow.ts"

interface ProblemTextProps {
  readonly problem: Problem
}

/** The sentence that says what keeps something from working, counting down where it is a matter of seconds. */
export const ProblemText = ({ problem }: ProblemTextProps): ReactElement => {
  const now = useNow(problem._tag === "RateLimited" ? 1_000 : 0)
  const sentence = plainProblem(useText(), problem, now.getTime())
  return sentence === undefined ? <Rare part="RareProblem" problem={problem} /> : <>{sentence}</>
}
