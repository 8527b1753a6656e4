import { fillScreen } from "../dom/fillScreen.ts"
import { holdFocus } from "../dom/holdFocus.ts"

/** How a headless window treats the keyboard. */
export interface WindowHold {
  readonly closeOnEscape: boolean
  readonly trapFocus: boolean
  readonly restoreFocus: boolean
  readonly onEscape: () => void
}

/**
 * What an open window owes the keyboard, as far as its host wants it to: it takes the focus, closes on Escape, keeps Tab
 * inside where it covers the page, and gives the focus back. Gives back how to end.
 */
export const holdWindow = (element: HTMLElement, { closeOnEscape, onEscape, restoreFocus, trapFocus }: WindowHold): () => void => {
  const giveBack = holdFocus(element, closeOnEscape ? onEscape : null)
  const stopFilling = trapFocus ? fillScreen(element) : undefined
  return () => {
    giveBack(restoreFocus)
    stopFilling?.()
  }
}
