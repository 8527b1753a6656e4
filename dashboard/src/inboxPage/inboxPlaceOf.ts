import { focusMain } from "../ui/focusMain.ts"

/** Parts of the inbox, and what of each is to be at hand when what had the focus in it is gone. */
const parts: ReadonlyArray<readonly [part: string, ...places: ReadonlyArray<string>]> = [
  [".context", "h2"], [".list", ".row[tabindex='0']", "h1, h2"], [".conversation", ".composer textarea", "h1"]
]

/** Leads on from where `element` is: to the next row, the field, or the visitor's name. Call it while `element` is there. */
export const inboxPlaceOf = (element: Element): (() => void) => {
  const found = parts.find(([part]) => element.closest(part) !== null)
  const around = found && element.closest(found[0])
  // What took it away mostly leads elsewhere itself, which shows by the next frame.
  return () => requestAnimationFrame(() => {
    if (document.activeElement !== null && document.activeElement !== document.body) return
    const place = found?.slice(1).map((selector) => around?.querySelector<HTMLElement>(selector)).find((one) => one != null)
    if (place == null || !around?.isConnected) return focusMain()
    if (!place.matches("a, textarea")) place.tabIndex = -1
    place.focus()
  })
}
