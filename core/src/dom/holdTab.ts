import { rootOf } from "./rootOf.ts"

const focusable = "a[href], button:not(:disabled), input:not(:disabled), textarea:not(:disabled), select, [tabindex='0']"

const stops = (panel: HTMLElement): ReadonlyArray<HTMLElement> =>
  [...panel.querySelectorAll<HTMLElement>(focusable)].filter((element) => element.tabIndex >= 0 && element.getClientRects().length > 0)

/**
 * Makes a dialog modal while `phone` says that it covers the page: Tab stays inside and `aria-modal` says so
 * (https://www.w3.org/WAI/ARIA/apg/patterns/dialog-modal/). Gives back how to end.
 */
export const holdTab = (panel: HTMLElement, phone: MediaQueryList): () => void => {
  const root = rootOf(panel)
  const sayModal = () => phone.matches ? panel.setAttribute("aria-modal", "true") : panel.removeAttribute("aria-modal")
  const wrap = (event: KeyboardEvent) => {
    const all = stops(panel)
    const [edge, other] = event.shiftKey ? [all[0], all.at(-1)] : [all.at(-1), all[0]]
    if (root.activeElement !== edge && panel.contains(root.activeElement) && root.activeElement !== panel) return
    event.preventDefault()
    other?.focus()
  }
  const onKey = (event: KeyboardEvent) => {
    if (event.defaultPrevented || event.isComposing || event.key !== "Tab" || !phone.matches) return
    // An open image viewer is a layer of its own.
    if (panel.querySelector("dialog[open]") === null) wrap(event)
  }
  const stopped = new AbortController()
  phone.addEventListener("change", sayModal, stopped)
  // Whatever has the keyboard: it may be lost to the page.
  root.addEventListener("keydown", onKey as EventListener, stopped) // a shadow root has it too
  sayModal()
  return () => {
    stopped.abort()
    panel.removeAttribute("aria-modal")
  }
}
