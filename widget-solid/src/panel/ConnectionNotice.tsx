import { icons } from "@cossistant/core/theme/icons"
import { shellView } from "@cossistant/core/widget/launcherView"
import { type JSX, Show } from "solid-js"
import { Icon } from "../Icon.tsx"
import { useText } from "../TextContext.ts"
import { useView } from "../useView.ts"
import { useWidget } from "../WidgetContext.ts"

/** One quiet line while the server can't be reached. It waits 2 s before it speaks of a mere reconnect. */
export const ConnectionNotice = (): JSX.Element => {
  const widget = useWidget()
  const text = useText()
  const shell = useView(shellView)
  const isOffline = () => shell.connection === "Offline"
  const isAway = () => !isOffline() && shell.problem !== null
  const isTold = () => isOffline() || isAway()
  return (
    // What is misconfigured is said in the page's place.
    <Show when={shell.configurationError === null && (isTold() || shell.connection === "Reconnecting")}>
      <div class="co-notice" role="status" data-late={isTold() ? undefined : ""}>
        <Icon path={icons.offline} size={16} />
        <span>{text(isOffline() ? "common.labels.offline" : isAway() ? "error.unavailable" : "common.labels.reconnecting")}</span>
        <Show when={isAway()}>
          <button type="button" onClick={widget.reload}>{text("common.actions.retry")}</button>
        </Show>
      </div>
    </Show>
  )
}
