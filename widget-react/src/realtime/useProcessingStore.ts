import {
  applyProcessingCompletedEvent, applyProcessingProgressEvent, clearProcessingFromTimelineItem, createProcessingStore, type ProcessingState
} from "@cossistant/core/documented/processingStore"
import { useCallback, useEffect, useRef, useSyncExternalStore } from "react"
import { useLine } from "./useLiveLine.ts"

/** One for the whole page. */
const store = createProcessingStore()

/**
 * What AI agents do just now, of all conversations: `useProcessingStore((state) => state.conversations[id])`. What is
 * selected stays the same object while `isEqual` says so. Follows the connection around, where there is one.
 */
export const useProcessingStore = <Selected>(
  selector: (state: ProcessingState) => Selected, isEqual: (a: Selected, b: Selected) => boolean = Object.is
): Selected => {
  const line = useLine()
  useEffect(() => line?.onEvent((event) => {
    if (event.type === "aiAgentProcessingProgress") applyProcessingProgressEvent(store, event)
    if (event.type === "aiAgentProcessingCompleted") applyProcessingCompletedEvent(store, event)
    if (event.type === "timelineItemCreated") clearProcessingFromTimelineItem(store, event)
  }), [line])
  const last = useRef<{ readonly value: Selected } | null>(null)
  const select = useCallback(() => {
    const value = selector(store.getState())
    if (last.current === null || !isEqual(last.current.value, value)) last.current = { value }
    return last.current.value
  }, [selector, isEqual])
  return useSyncExternalStore(store.subscribe, select, select)
}
