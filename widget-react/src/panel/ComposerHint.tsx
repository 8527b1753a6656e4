import type { Problem } from "@cossistant/core/widget/Problem"
import { plainProblem } from "@cossistant/core/text/plainProblem"
import { type ReactElement } from "react"
import { useText } from "../TextContext.ts"
import { ProblemText } from "./ProblemText.tsx"
import { useNow } from "./useNow.ts"

interface ComposerHintProps {
  readonly id: string
  readonly problem: Problem | null
}

/** The line under the field that says what keeps a message from going, counting down where it is a matter of seconds. */
export const ComposerHint = ({ id, problem }: ComposerHintProps): ReactElement => {
  const text = useText()
  const now = useNow(problem?._tag === "RateLimited" ? 1_000 : 0)
  const isOver = problem === null || plainProblem(text, problem, now.getTime()) === null
  return (
    <div id={id} role="status" className={isOver ? "co-hidden" : "co-hint"}>
      {!isOver && <ProblemText problem={problem} />}
    </div>
  )
}
