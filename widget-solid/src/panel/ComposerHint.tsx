import { plainProblem } from "@cossistant/core/text/plainProblem"
import type { Problem } from "@cossistant/core/widget/Problem"
import { type JSX, Show } from "solid-js"
import { useText } from "../TextContext.ts"
import { ProblemText } from "./ProblemText.tsx"
import { useNow } from "./useNow.ts"

interface ComposerHintProps {
  readonly id: string
  readonly problem: Problem | null
}

/** The line under the field that says what keeps a message from going, counting down where it is a matter of seconds. */
export const ComposerHint = (props: ComposerHintProps): JSX.Element => {
  const text = useText()
  const now = useNow(() => props.problem?._tag === "RateLimited" ? 1_000 : 0)
  const problem = () => props.problem !== null && plainProblem(text, props.problem, now().getTime()) !== null ? props.problem : null
  return (
    <div id={props.id} role="status" class={problem() === null ? "co-hidden" : "co-hint"}>
      <Show when={problem()}>{(problem) => <ProblemText problem={problem()} />}</Show>
    </div>
  )
}
