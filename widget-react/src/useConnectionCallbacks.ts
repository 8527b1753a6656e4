import { type ConnectionCallbacks, tellConnection } from "@cossistant/core/documented/connectionCallbacks"
import type { Widget } from "@cossistant/core/widget/widget"
import { useEffect } from "react"
import { useLatest } from "./hooks/useLatest.ts"

/** Tells the host of the latest render once for each change of the live connection: made, lost, refused. */
export const useConnectionCallbacks = (widget: Widget, callbacks: ConnectionCallbacks): void => {
  const latest = useLatest(callbacks)
  useEffect(() => tellConnection(widget, latest), [widget, latest])
}
