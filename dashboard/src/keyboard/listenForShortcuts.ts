import { hasLetterKeys } from "./letterKeys.ts"
import { pressedKey, repeats, shortcutFor, type ShortcutHandlers, worksInFields } from "./shortcuts.ts"

const isField = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && (target.isContentEditable || target.matches("input, textarea, select"))

/** Links and buttons answer Enter themselves, but for the row that is open already; layers above the page keep their keys. */
const isTaken = (event: KeyboardEvent, key: string): boolean => {
  const { target } = event
  if (!(target instanceof HTMLElement)) return false
  if (target.closest("[role=dialog], [role=alertdialog], [role=menu]") !== null) return true
  return key === "Enter" && target.closest("a:not([aria-current]), button") !== null
}

/** Carries key presses on this page to their handlers; gives the function that stops it. */
export const listenForShortcuts = (handlers: ShortcutHandlers): () => void => {
  const onKeyDown = (event: KeyboardEvent) => {
    // An input method that is composing a word owns Enter and Escape.
    if (event.defaultPrevented || event.isComposing) return
    const key = pressedKey(event)
    if (key === null || (key.length === 1 && !hasLetterKeys()) || (isField(event.target) && !worksInFields(key)) || isTaken(event, key)) return
    const id = shortcutFor(key)
    const handler = id === null ? undefined : handlers[id]
    if (id === null || handler === undefined) return
    if (event.repeat && !repeats(id)) return event.preventDefault()
    if (handler(event) !== false) event.preventDefault()
  }
  document.addEventListener("keydown", onKeyDown)
  return () => document.removeEventListener("keydown", onKeyDown)
}
