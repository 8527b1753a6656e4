import { handleRealtimeEvent, type UseRealtimeOptions } from "@cossistant/core/primitives/realtimeHandlers"
import { useEffect } from "react"
import { useLatest } from "../hooks/useLatest.ts"
import { type RealtimeContextValue, useLine, useLiveLine } from "./useLiveLine.ts"

export type {
  RealtimeEventHandler, RealtimeEventHandlerEntry, RealtimeEventHandlersMap, RealtimeEventMeta, UseRealtimeOptions
} from "@cossistant/core/primitives/realtimeHandlers"

const useSomeLine = () => {
  const line = useLine()
  if (line === null) throw new Error("Realtime hooks live under <RealtimeProvider> or <SupportProvider>.")
  return line
}

/** The live connection around. Throws outside `RealtimeProvider` and `SupportProvider`. */
export const useRealtimeConnection = (): RealtimeContextValue => useLiveLine(useSomeLine())

/** Calls the handlers of the latest render for each event, and gives the connection. Throws where there is none. */
export const useRealtime = <Context = unknown>(options: UseRealtimeOptions<Context>): RealtimeContextValue => {
  const line = useSomeLine()
  const latest = useLatest(options)
  useEffect(() => line.onEvent((event) => handleRealtimeEvent(event, latest())), [line, latest])
  return useLiveLine(line)
}
