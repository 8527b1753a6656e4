import { problemText } from "@cossistant/core/text/problemText"
import type { Problem } from "@cossistant/core/widget/Problem"
import { type JSX } from "solid-js"
import { useText } from "../TextContext.ts"
import { useNow } from "./useNow.ts"

interface ComposerHintProps {
  readonly id: string
  readonly problem: Problem | null
}

/** The line under the field that says what keeps a message from going, counting down where it is a matter of seconds. */
export const ComposerHint = (props: ComposerHintProps): JSX.Element => {
  const text = useText()
  const now = useNow(() => props.problem?._tag === "RateLimited" ? 1_000 : 0)
  const sentence = () => props.problem === null ? null : problemText(text, props.problem, now().getTime())
  return <div id={props.id} role="status" class={sentence() === null ? "co-hidden" : "co-hint"}>{sentence()}</div>
}
