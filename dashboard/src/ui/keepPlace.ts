import { focusMain } from "./focusMain.ts"

/** Leads to the heading of the card that `element` stands in, if that is still there. Call it while `element` is. */
export const placeOf = (element: Element): (() => void) => {
  const heading = element.closest(".card")?.querySelector<HTMLElement>("h2")
  return () => {
    if (!heading?.isConnected) return focusMain()
    heading.tabIndex = -1
    heading.focus()
  }
}

/**
 * Whoever takes away what holds the focus, as the row of a key that is revoked, is led to the heading above, or to the page
 * when that is gone too, or where `leadFrom` says: the next Tab goes on from there. Gives the function that stops it.
 */
export const keepPlace = (page: HTMLElement, leadFrom: (element: Element) => () => void = placeOf): (() => void) => {
  let last: Element | null = null
  let lead = () => {}
  const remember = ({ target }: FocusEvent) => {
    if (!(target instanceof Element)) return
    last = target
    lead = leadFrom(target)
  }
  const observer = new MutationObserver(() => {
    if (last === null || last.isConnected) return
    last = null
    if (document.activeElement === null || document.activeElement === document.body) lead()
  })
  page.addEventListener("focusin", remember)
  observer.observe(page, { childList: true, subtree: true })
  return () => {
    page.removeEventListener("focusin", remember)
    observer.disconnect()
  }
}
