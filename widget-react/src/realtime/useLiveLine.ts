import { type LiveLine, liveLineOf, liveServerState, type LiveState } from "@cossistant/core/primitives/liveLine"
import type { ClientRealtimeEvent, RealtimeEvent } from "@cossistant/core/documented/RealtimeEvent"
import { createContext, useContext, useMemo, useSyncExternalStore } from "react"
import { WidgetContext } from "../WidgetContext.ts"

/** A live connection, and what came over it. */
export interface RealtimeContextValue extends LiveState {
  send: (event: ClientRealtimeEvent) => void
  sendRaw: (text: string) => void
  /** Hears each event; gives what stops it. */
  subscribe: (handler: (event: RealtimeEvent) => void) => () => void
  reconnect: () => void
}

/** A connection that isn't the widget's own. */
export const LineContext = createContext<LiveLine | null>(null)

/** The connection of the nearest provider of one; null without any. */
export const useLine = (): LiveLine | null => {
  const own = useContext(LineContext)
  const widget = useContext(WidgetContext)
  return useMemo(() => own ?? (widget && liveLineOf(widget)), [own, widget])
}

/** What is known of a line, and its functions; the same object until something changes. */
export const useLiveLine = (line: LiveLine): RealtimeContextValue => {
  const state = useSyncExternalStore(line.subscribe, line.get, liveServerState)
  return useMemo(
    () => ({ ...state, send: line.send, sendRaw: line.sendRaw, subscribe: line.onEvent, reconnect: line.reconnect }),
    [state, line]
  )
}
