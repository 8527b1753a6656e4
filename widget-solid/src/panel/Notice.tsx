import { icons } from "@cossistant/core/theme/icons"
import { shellView } from "@cossistant/core/widget/launcherView"
import type { Problem } from "@cossistant/core/widget/Problem"
import { type JSX, Show } from "solid-js"
import { Icon } from "../Icon.tsx"
import { useText } from "../TextContext.ts"
import { useView } from "../useView.ts"
import { useWidget } from "../WidgetContext.ts"
import { ProblemText } from "./ProblemText.tsx"

interface NoticeProps {
  /** Why the page couldn't be loaded. Left out by the panel, whose notice is of the server. */
  readonly problem?: Problem
}

/**
 * One quiet line while the server can't be reached, or about a page that couldn't be loaded, with a way to try again. It
 * waits 2 s before it speaks of a mere reconnect; what it says at once is heard at once. While the browser is offline that
 * is the reason, whatever it was.
 */
export const Notice = (props: NoticeProps): JSX.Element => {
  const widget = useWidget()
  const text = useText()
  const shell = useView(shellView)
  const isOffline = () => shell.connection === "Offline"
  const isAway = () => !isOffline() && (props.problem ?? shell.problem) !== null
  const isTold = () => isOffline() || isAway()
  const line = () => (
    <>
      <Icon path={icons.offline} size={16} />
      <span>{text(isOffline() ? "common.labels.offline" : isAway() ? "error.unavailable" : "common.labels.reconnecting")}</span>
    </>
  )
  return (
    // What is misconfigured is said in the page's place.
    <Show when={shell.configurationError === null && (isTold() || shell.connection === "Reconnecting")}>
      <div class="co-notice" role={isTold() ? "alert" : "status"} data-late={isTold() ? undefined : ""}>
        <Show when={isAway() && props.problem} fallback={line()}>{(problem) => <span><ProblemText problem={problem()} /></span>}</Show>
        <Show when={isAway()}>
          <button type="button" onClick={widget.reload}>{text("common.actions.retry")}</button>
        </Show>
      </div>
    </Show>
  )
}
