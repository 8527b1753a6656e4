import { listen } from "./listen.ts"
import { rootOf } from "./rootOf.ts"

const focusable = "a[href], button:not(:disabled), input:not(:disabled), textarea:not(:disabled), select, [tabindex='0']"

/** Where the stylesheet has the panel fill the screen: on a phone, held upright or across. */
export const fullScreen = "(max-width: 767px), (max-height: 480px) and (pointer: coarse)"
const touch = "(pointer: coarse)"

const stops = (panel: HTMLElement): ReadonlyArray<HTMLElement> =>
  [...panel.querySelectorAll<HTMLElement>(focusable)].filter((element) => element.getClientRects().length > 0)

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
 * gives the focus back at the end if it was still inside. On phones, where the panel covers the page, it is modal:
 * Tab stays inside and `aria-modal` says so (https://www.w3.org/WAI/ARIA/apg/patterns/dialog-modal/). Gives back how to end.
 */
export const holdFocus = (
  panel: HTMLElement,
  /** Null lets Escape pass. */
  onEscape: (() => void) | null,
  { restore = true, trap = true }: { readonly trap?: boolean; readonly restore?: boolean } = {}
): () => void => {
  const root = rootOf(panel)
  const before = root.activeElement
  const modal = matchMedia(fullScreen)
  const isModal = () => trap && modal.matches
  const sayModal = () => isModal() ? panel.setAttribute("aria-modal", "true") : panel.removeAttribute("aria-modal")
  const wrap = (event: KeyboardEvent) => {
    const all = stops(panel)
    const [edge, other] = event.shiftKey ? [all[0], all.at(-1)] : [all.at(-1), all[0]]
    if (root.activeElement !== edge && panel.contains(root.activeElement) && root.activeElement !== panel) return
    event.preventDefault()
    other?.focus()
  }
  const onKey = (event: KeyboardEvent) => {
    if (event.defaultPrevented || event.isComposing) return
    // An open image viewer is a layer of its own and closes first.
    if (panel.querySelector("dialog[open]") !== null) return
    if (onEscape && event.key === "Escape" && panel.contains(root.activeElement)) {
      event.preventDefault()
      onEscape()
    }
    if (event.key === "Tab" && isModal()) wrap(event)
  }
  sayModal()
  const ends = [listen(modal, ["change"], sayModal), listen(root, ["keydown"], onKey)]
  focusPage(panel)
  return () => {
    ends.forEach((end) => end())
    const isInside = panel.contains(root.activeElement) || root.activeElement === panel.ownerDocument.body
    if (restore && isInside) (before as HTMLElement | null)?.focus({ preventScroll: true }) // SVG has it, too
  }
}
