import type { Problem } from "@cossistant/core/widget/Problem"
import { problemText } from "@cossistant/core/text/problemText"
import { type ReactElement } from "react"
import { useText } from "../TextContext.ts"
import { useNow } from "./useNow.ts"

interface ComposerHintProps {
  readonly id: string
  readonly problem: Problem | null
}

/** The line under the field that says what keeps a message from going, counting down where it is a matter of seconds. */
export const ComposerHint = ({ id, problem }: ComposerHintProps): ReactElement => {
  const text = useText()
  const now = useNow(problem?._tag === "RateLimited" ? 1_000 : 0)
  const sentence = problem === null ? null : problemText(text, problem, now.getTime())
  return <div id={id} role="status" className={sentence === null ? "co-hidden" : "co-hint"}>{sentence}</div>
}
