import { heldChunk, keepLoading } from "@cossistant/core/dom/chunk"
import { type Accessor, createEffect, createMemo, createSignal, onCleanup, onMount, sharedConfig } from "solid-js"

/**
 * The part of the code that `wanted` names, loaded when it is first wanted, and again while it is wanted if the network
 * lost it; null till then and while nothing is wanted. What `wanted` gives is a constant: it stands for the part.
 */
export const useChunk = <Part>(wanted: () => (() => Promise<Part>) | null): Accessor<Part | null> => {
  // A server has loaded nothing: neither has a page that takes over what it drew.
  const isHydrating = sharedConfig.context != null
  const [loads, setLoads] = createSignal(isHydrating ? -1 : 0)
  if (isHydrating) onMount(() => setLoads(0))
  createEffect(() => {
    const load = wanted()
    if (load === null || heldChunk(load) !== undefined) return
    let isMounted = true
    onCleanup(() => {
      isMounted = false
    })
    // Rejected only when nobody wants it any more.
    keepLoading(load, () => isMounted).then(() => isMounted && setLoads((count) => count + 1), () => {})
  })
  return createMemo(() => {
    const load = wanted()
    return loads() < 0 || load === null ? null : heldChunk(load) ?? null
  })
}
