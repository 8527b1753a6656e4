import { shellView } from "@cossistant/core/widget/launcherView"
import type { Problem } from "@cossistant/core/widget/Problem"
import { type JSX, Show } from "solid-js"
import { useText } from "../TextContext.ts"
import { useView } from "../useView.ts"
import { useWidget } from "../WidgetContext.ts"
import { ConnectionNotice } from "./ConnectionNotice.tsx"
import { ProblemText } from "./ProblemText.tsx"

interface ProblemNoticeProps {
  readonly problem: Problem
}

/** Why a page couldn't be loaded, with a way to try again. While the browser is offline that is the reason, whatever it was. */
export const ProblemNotice = (props: ProblemNoticeProps): JSX.Element => {
  const widget = useWidget()
  const text = useText()
  const shell = useView(shellView)
  return (
    <Show when={shell.connection !== "Offline"} fallback={<ConnectionNotice />}>
      <div class="co-notice" role="status">
        <span><ProblemText problem={props.problem} /></span>
        <button type="button" onClick={widget.reload}>{text("common.actions.retry")}</button>
      </div>
    </Show>
  )
}
