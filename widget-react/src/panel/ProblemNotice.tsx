import type { Problem } from "@cossistant/core/widget/Problem"
import { type ReactElement } from "react"
import { useText } from "../TextContext.ts"
import { ProblemText } from "./ProblemText.tsx"
import { useNow } from "./useNow.ts"

interface ProblemNoticeProps {
  readonly problem: Problem
  readonly onRetry: () => void
}

/** Why a page couldn't be loaded, with a way to try again. */
export const ProblemNotice = ({ onRetry, problem }: ProblemNoticeProps): ReactElement => {
  const text = useText()
  const now = useNow(problem._tag === "RateLimited" ? 1_000 : 0)
  return (
    <div className="co-notice" role="status">
      <span><ProblemText problem={problem} now={now.getTime()} /></span>
      {problem._tag !== "ConversationNotFound" && <button type="button" onClick={onRetry}>{text("common.actions.retry")}</button>}
    </div>
  )
}
