import { loadChunk } from "@cossistant/core/dom/chunk"
import { waitForLanguage } from "@cossistant/core/text/languages"
import { type Accessor, createMemo } from "solid-js"
import { useChunk } from "./useChunk.ts"
import { useSpoken } from "./useSpoken.ts"
import { tagsOf, useSaid } from "./useTextOptions.ts"
import { useWidget } from "./WidgetContext.ts"

type PanelComponent = typeof import("./panel/Panel.tsx")["Panel"]

const loadPanel = () => import("./panel/Panel.tsx").then(({ Panel }) => Panel)

/** The panel with its sentences, once it was wanted; it stays when it closes, so that closing loses nothing. */
export const usePanel = (isOpen: () => boolean): Accessor<PanelComponent | null> => {
  const wasOpen = createMemo<boolean>((before) => before || isOpen(), false)
  const panel = useChunk(() => wasOpen() ? loadPanel : null)
  const isSpoken = useSpoken(wasOpen)
  return () => isSpoken() ? panel() : null
}

/** Asks early for the panel, its sentences and the second half of the engine. */
export const usePreload = (): (() => void) => {
  const widget = useWidget()
  const speech = useSaid()
  // An early attempt may fail in silence: opening tries again.
  return () => void Promise.all([loadChunk(loadPanel), loadChunk(waitForLanguage(tagsOf(speech())))]).then(() => widget.load()).catch(() => {})
}
