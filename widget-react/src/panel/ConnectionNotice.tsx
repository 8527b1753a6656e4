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
  const isAway = !isOffline && problem !== null
  const isTold = isOffline || problem !== null
  // What is misconfigured is said in the page's place.
  if (configurationError !== null || !isTold && connection !== "Reconnecting") return null
  return (
    <div className="co-notice" role="status" data-late={isTold ? undefined : ""}>
      <Icon path={icons.offline} size={16} />
      <span>{text(isOffline ? "common.labels.offline" : isAway ? "error.unavailable" : "common.labels.reconnecting")}</span>
      {isAway && <button type="button" onClick={widget.reload}>{text("common.actions.retry")}</button>}
    </div>
  )
}
