import { loadChunk } from "@cossistant/core/dom/chunk"
import { waitForLanguage } from "@cossistant/core/text/languages"
import { useRef } from "react"
import { useChunk } from "./useChunk.ts"
import { useSpoken } from "./useSpoken.ts"
import { tagsOf, useSaid } from "./useTextOptions.ts"
import { useWidget } from "./WidgetContext.ts"

const loadPanel = () => import("./panel/Panel.tsx").then(({ Panel }) => Panel)

/** The panel with its sentences, once it was wanted; it stays when it closes, so that closing loses nothing. */
export const usePanel = (isOpen: boolean) => {
  const wasOpen = useRef(false)
  if (isOpen) wasOpen.current = true
  const panel = useChunk(loadPanel, isOpen)
  const isSpoken = useSpoken(isOpen)
  return wasOpen.current && isSpoken ? panel : null
}

/** Asks early for the panel, its sentences and the second half of the engine. */
export const usePreload = (): (() => void) => {
  const widget = useWidget()
  const tags = tagsOf(useSaid())
  // An early attempt may fail in silence: opening tries again.
  return () => void Promise.all([loadChunk(loadPanel), loadChunk(waitForLanguage(tags))]).then(() => widget.load()).catch(() => {})
}
