import { loadChunk } from "@cossistant/core/dom/chunk"
import { useRef } from "react"
import { useChunk } from "./useChunk.ts"
import { useWidget } from "./WidgetContext.ts"

const loadPanel = () => import("./panel/Panel.tsx")

/** The panel, once it was wanted; it stays when it closes, so that closing loses nothing. */
export const usePanel = (isOpen: boolean) => {
  const wasOpen = useRef(false)
  if (isOpen) wasOpen.current = true
  const panel = useChunk(loadPanel, isOpen)
  return wasOpen.current ? panel?.Panel ?? null : null
}

/** Asks early for the panel and the second half of the engine. */
export const usePreload = (): (() => void) => {
  const widget = useWidget()
  // An early attempt may fail in silence: opening tries again.
  return () => void loadChunk(loadPanel).then(() => widget.load()).catch(() => {})
}
