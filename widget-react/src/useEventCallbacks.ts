import { type EventCallbacks, tellEvents } from "@cossistant/core/documented/eventCallbacks"
import type { Widget } from "@cossistant/core/widget/widget"
import { useEffect } from "react"
import { useLatest } from "./hooks/useLatest.ts"

/** Passes the widget's events to the callbacks of the latest render. */
export const useEventCallbacks = (widget: Widget, callbacks: EventCallbacks): void => {
  const latest = useLatest(callbacks)
  useEffect(() => tellEvents(widget, latest), [widget, latest])
}
