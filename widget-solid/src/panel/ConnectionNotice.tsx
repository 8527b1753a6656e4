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
  // What is misconfigured is said in the page's place.
  const isTold = () => shell.configurationError === null &&
    (isOffline() || shell.connection === "Reconnecting" || shell.problem !== null)
  return (
    <Show when={isTold()}>
      <div class="co-notice" role="status" data-late={isOffline() || shell.problem !== null ? undefined : ""}>
        <Icon path={icons.offline} size={16} />
        <span>{text(isOffline() ? "common.labels.offline" : shell.problem === null ? "common.labels.reconnecting" : "error.unavailable")}</span>
        <Show when={!isOffline() && shell.problem !== null}>
          <button type="button" onClick={widget.reload}>{text("common.actions.retry")}</button>
        </Show>
      </div>
    </Show>
  )
}
