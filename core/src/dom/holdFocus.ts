import { listen } from "./listen.ts"
import { rootOf } from "./rootOf.ts"
import { triggerOf } from "./triggerOf.ts"

const touch = "(pointer: coarse)"

/**
 * Puts the keyboard where a page of the panel begins: on `[data-autofocus]` (not on touch screens, where it would raise
 * the keyboard), else on the panel itself.
 */
export const focusPage = (panel: HTMLElement): void => {
  const start = matchMedia(touch).matches ? null : panel.querySelector<HTMLElement>("[data-autofocus]")
  const target = start ?? panel
  target.focus({ preventScroll: true })
}

/**
 * What a dialog owes the keyboard while it is open. Takes the focus, closes on Escape (the topmost layer only), and
 * gives the focus back at the end if it was still inside: to what had it, else to its trigger. Gives back how to end.
 */
export const holdFocus = (
  panel: HTMLElement,
  /** Null lets Escape pass. */
  onEscape: (() => void) | null
): (restore?: boolean) => void => {
  const root = rootOf(panel)
  const isLost = () => document.activeElement === document.body
  // A phone's launcher is hidden by its own press. What is outside of a shadow root only the document knows.
  const before = isLost() ? triggerOf(panel, null) : root.activeElement ?? document.activeElement
  const unlisten = listen<KeyboardEvent>(root, ["keydown"], (event) => {
    if (event.defaultPrevented || event.isComposing || event.key !== "Escape" || !onEscape) return
    // An open image viewer is a layer of its own and closes first.
    if (panel.querySelector("dialog[open]") !== null || !panel.contains(root.activeElement)) return
    event.preventDefault()
    onEscape()
  })
  focusPage(panel)
  return (restore = true) => {
    unlisten()
    if (restore && (isLost() || panel.contains(root.activeElement))) (before as HTMLElement | null)?.focus({ preventScroll: true }) // SVG has it, too
  }
}
