import type { ClientRealtimeEvent, RealtimeEvent } from "@cossistant/core/documented/RealtimeEvent"
import { type LiveLine, liveLineOf, type LiveState } from "@cossistant/core/primitives/liveLine"
import { type Accessor, createContext, createMemo, mergeProps, useContext } from "solid-js"
import { useCell } from "../hooks/useCell.ts"
import { useFields } from "../hooks/useFields.ts"
import { WidgetContext } from "../WidgetContext.ts"

/** A live connection, and what came over it. */
export interface RealtimeContextValue extends Readonly<LiveState> {
  readonly send: (event: ClientRealtimeEvent) => void
  readonly sendRaw: (text: string) => void
  /** Hears each event; gives what stops it. */
  readonly subscribe: (handler: (event: RealtimeEvent) => void) => () => void
  readonly reconnect: () => void
}

/** A connection that isn't the widget's own. */
export const LineContext = createContext<Accessor<LiveLine>>()

/** The connection of the nearest provider of one; null without any. */
export const useLine = (): Accessor<LiveLine | null> => {
  const own = useContext(LineContext)
  const widget = useContext(WidgetContext)
  return createMemo(() => own?.() ?? (widget ? liveLineOf(widget) : null))
}

/** What is known of a line, and its functions. */
export const useLiveLine = (line: Accessor<LiveLine>): RealtimeContextValue =>
  mergeProps(useFields(useCell(line)), {
    send: (event: ClientRealtimeEvent) => line().send(event),
    sendRaw: (text: string) => line().sendRaw(text),
    subscribe: (handler: (event: RealtimeEvent) => void) => line().onEvent(handler),
    reconnect: () => line().reconnect()
  })
