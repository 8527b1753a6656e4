import type { LiveLine } from "@cossistant/core/primitives/liveLine"
import { handleRealtimeEvent, type UseRealtimeOptions } from "@cossistant/core/primitives/realtimeHandlers"
import { type Accessor, createEffect, onCleanup, untrack } from "solid-js"
import { type MaybeAccessor, read } from "../hooks/MaybeAccessor.ts"
import { type RealtimeContextValue, useLine, useLiveLine } from "./useLiveLine.ts"

export type {
  RealtimeEventHandler, RealtimeEventHandlerEntry, RealtimeEventHandlersMap, RealtimeEventMeta, UseRealtimeOptions
} from "@cossistant/core/primitives/realtimeHandlers"

const useSomeLine = (): Accessor<LiveLine> => {
  const line = useLine()
  const some = () => {
    const current = line()
    if (current === null) throw new Error("Realtime hooks live under <RealtimeProvider> or <SupportProvider>.")
    return current
  }
  untrack(some)
  return some
}

/** The live connection around. Throws outside `RealtimeProvider` and `SupportProvider`. */
export const useRealtimeConnection = (): RealtimeContextValue => useLiveLine(useSomeLine())

/** Calls the handlers of the present options for each event, and gives the connection. Throws where there is none. */
export const useRealtime = <Context = unknown>(options: MaybeAccessor<UseRealtimeOptions<Context>>): RealtimeContextValue => {
  const line = useSomeLine()
  createEffect(() => onCleanup(line().onEvent((event) => handleRealtimeEvent(event, read(options)))))
  return useLiveLine(line)
}
