import type { ProcessingState } from "@cossistant/core/documented/processingStore"
import { followProcessing, pageProcessing } from "@cossistant/core/primitives/pageProcessing"
import { useCallback, useEffect, useRef, useSyncExternalStore } from "react"
import { useLine } from "./useLiveLine.ts"

/**
 * What AI agents do just now, of all conversations: `useProcessingStore((state) => state.conversations[id])`. What is
 * selected stays the same object while `isEqual` says so. Follows the connection around, where there is one.
 */
export const useProcessingStore = <Selected>(
  selector: (state: ProcessingState) => Selected, isEqual: (a: Selected, b: Selected) => boolean = Object.is
): Selected => {
  const line = useLine()
  useEffect(() => line ? followProcessing(line) : undefined, [line])
  const last = useRef<{ readonly value: Selected } | null>(null)
  const select = useCallback(() => {
    const value = selector(pageProcessing.getState())
    if (last.current === null || !isEqual(last.current.value, value)) last.current = { value }
    return last.current.value
  }, [selector, isEqual])
  return useSyncExternalStore(pageProcessing.subscribe, select, select)
}
