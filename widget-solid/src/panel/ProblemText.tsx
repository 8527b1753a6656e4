import { plainProblem } from "@cossistant/core/text/plainProblem"
import type { Problem } from "@cossistant/core/widget/Problem"
import { type JSX, Show } from "solid-js"
import { useText } from "../TextContext.ts"
import { Rare } from "./Rare.tsx"

interface ProblemTextProps {
  readonly problem: Problem
  /** Milliseconds since 1970. */
  readonly now: number
}

/** The sentence that says what keeps something from working. */
export const ProblemText = (props: ProblemTextProps): JSX.Element => {
  const text = useText()
  const sentence = () => plainProblem(text, props.problem, props.now)
  return <Show when={sentence() === undefined} fallback={sentence()}><Rare part="RareProblem" problem={props.problem} /></Show>
}
