import { waitForLanguage } from "@cossistant/core/text/languages"
import type { DrawnPanel, PanelParts } from "./drawPanel.tsx"

/** Milliseconds until a panel that couldn't be loaded is asked for again. */
const AGAIN = 3_000

/** The panel, whose code comes when it is first wanted. */
export interface LatePanel {
  /** Fetches what drawing will need; what is lost on the way is fetched when it is wanted. */
  preload(): void
  /** Draws it, once. */
  open(): void
  /** False until it is drawn. */
  isDrawn(): boolean
  /** The options changed. */
  update(): void
  end(): void
}

/** `onChange` is called when the panel has been drawn, and when one that couldn't be loaded may be tried again. */
export const latePanel = (parts: PanelParts, onChange: () => void): LatePanel => {
  let drawn: DrawnPanel | undefined
  let isAsked = false
  let isEnded = false
  const load = () => {
    const { languages, locale } = parts.textOptions()
    // Both at once: no sentence is seen in another language first.
    return Promise.all([import("./drawPanel.tsx"), waitForLanguage([locale, ...languages])()])
  }
  const again = () => {
    isAsked = false
    if (!isEnded) onChange()
  }
  return {
    preload: () => void load().then(() => parts.widget.load()).catch(() => {}),
    open: () => {
      if (isAsked) return
      isAsked = true
      void load().then(([{ drawPanel }]) => {
        if (isEnded) return
        drawn = drawPanel(parts)
        onChange()
      }, () => void setTimeout(again, AGAIN))
    },
    isDrawn: () => drawn !== undefined,
    update: () => drawn?.update(),
    end: () => {
      isEnded = true
      drawn?.end()
    }
  }
}
