import type { ProcessingState } from "@cossistant/core/documented/processingStore"
import { followProcessing, pageProcessing } from "@cossistant/core/primitives/pageProcessing"
import { type Accessor, createEffect, createMemo, createSignal, onCleanup } from "solid-js"
import { isServer } from "solid-js/web"
import { useLine } from "./useLiveLine.ts"

/**
 * What AI agents do just now, of all conversations: `useProcessingStore((state) => state.conversations[id])`. What is
 * selected stays the same object while `isEqual` says so. Follows the connection around, where there is one.
 */
export const useProcessingStore = <Selected,>(
  selector: (state: ProcessingState) => Selected, isEqual: (a: Selected, b: Selected) => boolean = Object.is
): Accessor<Selected> => {
  const line = useLine()
  const [state, setState] = createSignal(pageProcessing.getState())
  if (!isServer) onCleanup(pageProcessing.subscribe(setState))
  createEffect(() => {
    const current = line()
    if (current !== null) onCleanup(followProcessing(current))
  })
  return createMemo(() => selector(state()), undefined, { equals: isEqual })
}
