import { liveLineOf } from "@cossistant/core/primitives/liveLine"
import { createEffect, type JSX, mergeProps, untrack } from "solid-js"
import { useWidget } from "../WidgetContext.ts"
import { type RealtimeContextValue, useLiveLine } from "./useLiveLine.ts"

export interface WebSocketContextValue extends RealtimeContextValue {
  /** Another name for `lastEvent`. */
  readonly lastMessage: RealtimeContextValue["lastEvent"]
}

export interface WebSocketProviderProps {
  readonly children?: JSX.Element
  readonly onConnect?: (() => void) | undefined
  readonly onDisconnect?: (() => void) | undefined
  readonly onError?: ((error: Error) => void) | undefined
}

/** Tells of the widget's live connection. The connection itself is `SupportProvider`'s. Renders its children. */
export const WebSocketProvider = (props: WebSocketProviderProps): JSX.Element => {
  const line = liveLineOf(useWidget())
  const live = useLiveLine(() => line)
  createEffect<boolean>((was) => {
    const { isConnected } = live
    if (isConnected !== was) untrack(() => isConnected ? props.onConnect?.() : props.onDisconnect?.())
    return isConnected
  }, false)
  createEffect(() => {
    const { error } = live
    if (error !== null) untrack(() => props.onError?.(error))
  })
  return <>{props.children}</>
}

/** The widget's live connection, and what came over it. Throws outside `SupportProvider`. */
export const useWebSocket = (): WebSocketContextValue => {
  const line = liveLineOf(useWidget())
  const live = useLiveLine(() => line)
  return mergeProps(live, { get lastMessage() { return live.lastEvent } })
}
