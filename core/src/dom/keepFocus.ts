import { focusPage } from "./holdFocus.ts"

/**
 * Takes the keyboard to where the page begins once what had it inside the panel is drawn no more, so that nobody's next
 * key goes to the host's page. It ends with the panel, which is all it listens to.
 */
export const keepFocus = (panel: HTMLElement): void => {
  let held: Node | null = null
  panel.addEventListener("focusin", ({ target }) => {
    held = target as Node // what stands in a panel is one
  })
  // Some browsers say so as well of what is taken away: only that is gone right after.
  panel.addEventListener("focusout", ({ target }) => queueMicrotask(() => {
    if (held === target && held?.isConnected) held = null
  }))
  new MutationObserver(() => {
    if (held?.isConnected !== false) return
    held = null
    if (document.activeElement === document.body) focusPage(panel)
  }).observe(panel, { subtree: true, childList: true })
}
