import { heldChunk, keepLoading } from "@cossistant/core/dom/chunk"
import { useEffect, useState } from "react"

/** A part of the code that is loaded when it is first wanted, and again while it is wanted if the network lost it; null till then. */
export const useChunk = <Part>(load: () => Promise<Part>, isWanted: boolean): Part | null => {
  const [, setAttempt] = useState(0)
  const known = heldChunk(load)
  useEffect(() => {
    if (!isWanted || known !== undefined) return
    let isMounted = true
    // It may have come since this was drawn.
    if (heldChunk(load) !== undefined) return setAttempt((attempt) => attempt + 1)
    // Rejected only when nobody wants it any more.
    keepLoading(load, () => isMounted).then(() => isMounted && setAttempt((attempt) => attempt + 1), () => {})
    return () => {
      isMounted = false
    }
  }, [load, isWanted])
  return known ?? null
}
