import type { Problem } from "@cossistant/core/widget/Problem"
import { type JSX, Show } from "solid-js"
import { useText } from "../TextContext.ts"
import { ProblemText } from "./ProblemText.tsx"
import { useNow } from "./useNow.ts"

interface ProblemNoticeProps {
  readonly problem: Problem
  readonly onRetry: () => void
}

/** Why a page couldn't be loaded, with a way to try again. */
export const ProblemNotice = (props: ProblemNoticeProps): JSX.Element => {
  const text = useText()
  const now = useNow(() => props.problem._tag === "RateLimited" ? 1_000 : 0)
  return (
    <div class="co-notice" role="status">
      <span><ProblemText problem={props.problem} now={now().getTime()} /></span>
      <Show when={props.problem._tag !== "ConversationNotFound"}>
        <button type="button" onClick={() => props.onRetry()}>{text("common.actions.retry")}</button>
      </Show>
    </div>
  )
}
