import { loadChunk } from "@cossistant/core/dom/chunk"
import { type Accessor, createMemo } from "solid-js"
import { useChunk } from "./useChunk.ts"
import { useWidget } from "./WidgetContext.ts"

type PanelComponent = typeof import("./panel/Panel.tsx")["Panel"]

const loadPanel = () => import("./panel/Panel.tsx")

/** The panel, once it was wanted; it stays when it closes, so that closing loses nothing. */
export const usePanel = (isOpen: () => boolean): Accessor<PanelComponent | null> => {
  const wasOpen = createMemo<boolean>((before) => before || isOpen(), false)
  const panel = useChunk(() => wasOpen() ? loadPanel : null)
  return () => panel()?.Panel ?? null
}

/** Asks early for the panel and the second half of the engine. */
export const usePreload = (): (() => void) => {
  const widget = useWidget()
  // An early attempt may fail in silence: opening tries again.
  return () => void loadChunk(loadPanel).then(() => widget.load()).catch(() => {})
}
