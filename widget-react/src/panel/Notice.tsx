import { icons } from "@cossistant/core/theme/icons"
import { shellView } from "@cossistant/core/widget/launcherView"
import type { Problem } from "@cossistant/core/widget/Problem"
import { type ReactElement } from "react"
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
export const Notice = ({ problem }: NoticeProps): ReactElement | null => {
  const widget = useWidget()
  const text = useText()
  const { configurationError, connection, problem: ofSite } = useView(shellView)
  const isOffline = connection === "Offline"
  const isAway = !isOffline && (problem ?? ofSite) !== null
  const isTold = isOffline || isAway
  // What is misconfigured is said in the page's place.
  if (configurationError !== null || !isTold && connection !== "Reconnecting") return null
  return (
    <div className="co-notice" role={isTold ? "alert" : "status"} data-late={isTold ? undefined : ""}>
      {isAway && problem ? <span><ProblemText problem={problem} /></span> : (
        <>
          <Icon path={icons.offline} size={16} />
          <span>{text(isOffline ? "common.labels.offline" : isAway ? "error.unavailable" : "common.labels.reconnecting")}</span>
        </>
      )}
      {isAway && <button type="button" onClick={widget.reload}>{text("common.actions.retry")}</button>}
    </div>
  )
}
