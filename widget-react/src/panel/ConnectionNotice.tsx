import { icons } from "@cossistant/core/theme/icons"
import { shellView } from "@cossistant/core/widget/launcherView"
import { type ReactElement } from "react"
import { Icon } from "../Icon.tsx"
import { useText } from "../TextContext.ts"
import { useView } from "../useView.ts"
import { useWidget } from "../WidgetContext.ts"

/** One quiet line while the server can't be reached. It waits 2 s before it speaks of a mere reconnect. */
export const ConnectionNotice = (): ReactElement | null => {
  const widget = useWidget()
  const text = useText()
  const { configurationError, connection, problem } = useView(shellView)
  const isOffline = connection === "Offline"
  // What is misconfigured is said in the page's place.
  if (configurationError !== null) return null
  if (!isOffline && connection !== "Reconnecting" && problem === null) return null
  return (
    <div className="co-notice" role="status" data-late={isOffline || problem !== null ? undefined : ""}>
      <Icon path={icons.offline} size={16} />
      <span>{text(isOffline ? "common.labels.offline" : problem === null ? "common.labels.reconnecting" : "error.unavailable")}</span>
      {!isOffline && problem !== null && <button type="button" onClick={widget.reload}>{text("common.actions.retry")}</button>}
    </div>
  )
}
