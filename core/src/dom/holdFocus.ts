import { listen } from "./listen.ts"
import { rootOf } from "./rootOf.ts"

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
 * gives the focus back at the end if it was still inside. Gives back how to end.
 */
export const holdFocus = (
  panel: HTMLElement,
  /** Null lets Escape pass. */
  onEscape: (() => void) | null,
  { restore = true }: { readonly restore?: boolean } = {}
): () => void => {
  const root = rootOf(panel)
  const before = root.activeElement
  const unlisten = listen<KeyboardEvent>(root, ["keydown"], (event) => {
    if (event.defaultPrevented || event.isComposing || event.key !== "Escape" || !onEscape) return
    // An open image viewer is a layer of its own and closes first.
    if (panel.querySelector("dialog[open]") !== null || !panel.contains(root.activeElement)) return
    event.preventDefault()
    onEscape()
  })
  focusPage(panel)
  return () => {
    unlisten()
    const isInside = panel.contains(root.activeElement) || root.activeElement === panel.ownerDocument.body
    if (restore && isInside) (before as HTMLElement | null)?.focus({ preventScroll: true }) // SVG has it, too
  }
}
