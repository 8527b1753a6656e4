import { type ReactElement, type ReactNode, useEffect, useRef } from "react"
import { useLatest } from "../hooks/useLatest.ts"
import { useWidget } from "../WidgetContext.ts"
import { liveLineOf } from "@cossistant/core/primitives/liveLine"
import { type RealtimeContextValue, useLiveLine } from "./useLiveLine.ts"

export interface WebSocketContextValue extends RealtimeContextValue {
  /** Another name for `lastEvent`. */
  lastMessage: RealtimeContextValue["lastEvent"]
}

export interface WebSocketProviderProps {
  children?: ReactNode
  onConnect?: (() => void) | undefined
  onDisconnect?: (() => void) | undefined
  onError?: ((error: Error) => void) | undefined
}

/** Tells of the widget's live connection. The connection itself is `SupportProvider`'s. Renders its children. */
export const WebSocketProvider = ({ children, ...callbacks }: WebSocketProviderProps): ReactElement => {
  const { error, isConnected } = useLiveLine(liveLineOf(useWidget()))
  const latest = useLatest(callbacks)
  const was = useRef(false)
  useEffect(() => {
    if (was.current === isConnected) return
    was.current = isConnected
    if (isConnected) latest().onConnect?.()
    else latest().onDisconnect?.()
  }, [isConnected, latest])
  useEffect(() => {
    if (error !== null) latest().onError?.(error)
  }, [error, latest])
  return <>{children}</>
}

/** The widget's live connection, and what came over it. Throws outside `SupportProvider`. */
export const useWebSocket = (): WebSocketContextValue => {
  const value = useLiveLine(liveLineOf(useWidget()))
  return { ...value, lastMessage: value.lastEvent }
}
