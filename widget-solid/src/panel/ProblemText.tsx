import { plainProblem } from "@cossistant/core/text/plainProblem"
import type { Problem } from "@cossistant/core/widget/Problem"
import { type JSX, Show } from "solid-js"
import { useText } from "../TextContext.ts"
import { Rare } from "./Rare.tsx"
import { useNow } from "./useNow.ts"

interface ProblemTextProps {
  readonly problem: Problem
}

/** The sentence that says what keeps something from working, counting down where it is a matter of seconds. */
export const ProblemText = (props: ProblemTextProps): JSX.Element => {
  const text = useText()
  const now = useNow(() => props.problem._tag === "RateLimited" ? 1_000 : 0)
  const sentence = () => plainProblem(text, props.problem, now().getTime())
  return <Show when={sentence() === undefined} fallback={sentence()}><Rare part="RareProblem" problem={props.problem} /></Show>
}
