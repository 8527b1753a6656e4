import type { RealtimeEvent } from "@cossistant/core/documented/RealtimeEvent"
import { liveLineOf } from "@cossistant/core/primitives/liveLine"
import { createEffect, onCleanup } from "solid-js"
import { type RealtimeContextValue, useLiveLine } from "../realtime/useLiveLine.ts"
import { useWidget } from "../WidgetContext.ts"
import { type MaybeAccessor, read } from "./MaybeAccessor.ts"

export interface UseRealtimeSupportOptions {
  readonly onEvent?: ((event: RealtimeEvent) => void) | undefined
}
export interface UseRealtimeSupportReturn
  extends Pick<RealtimeContextValue, "isConnected" | "isConnecting" | "error" | "send" | "subscribe" | "lastEvent"> {
  /** @deprecated Use `lastEvent`. */
  readonly lastMessage: RealtimeContextValue["lastEvent"]
}

/** The widget's live connection, and what came over it. Throws outside `SupportProvider`. */
export const useRealtimeSupport = (options: MaybeAccessor<UseRealtimeSupportOptions> = {}): UseRealtimeSupportReturn => {
  const line = liveLineOf(useWidget())
  createEffect(() => onCleanup(line.onEvent((event) => read(options).onEvent?.(event))))
  const live = useLiveLine(() => line)
  return {
    get isConnected() { return live.isConnected },
    get isConnecting() { return live.isConnecting },
    get error() { return live.error },
    get lastEvent() { return live.lastEvent },
    get lastMessage() { return live.lastEvent },
    send: live.send,
    subscribe: live.subscribe
  }
}
