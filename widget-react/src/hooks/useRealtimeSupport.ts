import type { RealtimeEvent } from "@cossistant/core/documented/RealtimeEvent"
import { liveLineOf } from "@cossistant/core/primitives/liveLine"
import { useEffect, useMemo } from "react"
import { type RealtimeContextValue, useLiveLine } from "../realtime/useLiveLine.ts"
import { useWidget } from "../WidgetContext.ts"
import { useLatest } from "./useLatest.ts"

export interface UseRealtimeSupportOptions {
  onEvent?: ((event: RealtimeEvent) => void) | undefined
}
export interface UseRealtimeSupportReturn
  extends Pick<RealtimeContextValue, "isConnected" | "isConnecting" | "error" | "send" | "subscribe" | "lastEvent"> {
  /** @deprecated Use `lastEvent`. */
  lastMessage: RealtimeContextValue["lastEvent"]
}

/** The widget's live connection, and what came over it. Throws outside `SupportProvider`. */
export const useRealtimeSupport = (options: UseRealtimeSupportOptions = {}): UseRealtimeSupportReturn => {
  const line = liveLineOf(useWidget())
  const latest = useLatest(options)
  useEffect(() => line.onEvent((event) => latest().onEvent?.(event)), [line, latest])
  const { error, isConnected, isConnecting, lastEvent, send, subscribe } = useLiveLine(line)
  return useMemo(
    () => ({ isConnected, isConnecting, error, send, subscribe, lastEvent, lastMessage: lastEvent }),
    [isConnected, isConnecting, error, send, subscribe, lastEvent]
  )
}
