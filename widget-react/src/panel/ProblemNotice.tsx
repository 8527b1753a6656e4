import { shellView } from "@cossistant/core/widget/launcherView"
import type { Problem } from "@cossistant/core/widget/Problem"
import { type ReactElement } from "react"
import { useText } from "../TextContext.ts"
import { useView } from "../useView.ts"
import { useWidget } from "../WidgetContext.ts"
import { ConnectionNotice } from "./ConnectionNotice.tsx"
import { ProblemText } from "./ProblemText.tsx"

interface ProblemNoticeProps {
  readonly problem: Problem
}

/** Why a page couldn't be loaded, with a way to try again. While the browser is offline that is the reason, whatever it was. */
export const ProblemNotice = ({ problem }: ProblemNoticeProps): ReactElement => {
  const widget = useWidget()
  const text = useText()
  if (useView(shellView).connection === "Offline") return <ConnectionNotice />
  return (
    <div className="co-notice" role="status">
      <span><ProblemText problem={problem} /></span>
      <button type="button" onClick={widget.reload}>{text("common.actions.retry")}</button>
    </div>
  )
}
