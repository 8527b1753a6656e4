import { tellConnection, tellEvents } from "@cossistant/core/documented/hostCallbacks"
import type { ConnectionCallbacks, EventCallbacks } from "@cossistant/core/documented/tellHost"
import type { Widget } from "@cossistant/core/widget/widget"
import { useEffect } from "react"
import { useLatest } from "./hooks/useLatest.ts"

/** Passes the widget's events to the callbacks of the latest render. */
export const useEventCallbacks = (widget: Widget, callbacks: EventCallbacks): void => {
  const latest = useLatest(callbacks)
  useEffect(() => tellEvents(widget, latest), [widget, latest])
}

/** Tells the callbacks of the latest render once for each change of the live connection: made, lost, refused. */
export const useConnectionCallbacks = (widget: Widget, callbacks: ConnectionCallbacks): void => {
  const latest = useLatest(callbacks)
  const isWanted = Object.values(callbacks).some(Boolean)
  useEffect(() => isWanted ? tellConnection(widget, latest) : undefined, [widget, latest, isWanted])
}
