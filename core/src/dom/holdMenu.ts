import { arrowStep } from "./arrowStep.ts"

/** The item that a key takes the keyboard to from the one at `from`; undefined where it takes it nowhere. */
const itemAfter = ({ altKey, ctrlKey, key, metaKey }: KeyboardEvent, items: ReadonlyArray<HTMLElement>, from: number): HTMLElement | undefined => {
  const [first] = items
  // With one of these it is the browser's: back, for example.
  if (!first || altKey || ctrlKey || metaKey) return undefined
  if (key === "Home") return first
  if (key === "End") return items.at(-1)
  // As many as stand beside the first: a row is as wide as there is room.
  const row = items.filter(({ offsetTop }) => offsetTop === first.offsetTop).length
  const step = key === "ArrowDown" ? row : key === "ArrowUp" ? -row : arrowStep(key, first)
  return step === 0 ? undefined : items[from + step]
}

/**
 * What a menu that stands behind its button owes: its items are one stop of the Tab key, begun on the first, and arrows,
 * Home and End move among them. It closes once a press or the keyboard goes anywhere but to the two of them; Escape closes
 * it alone. Gives back how to end.
 */
export const holdMenu = (
  menu: HTMLElement, on: { readonly onClose: () => void; readonly onEscape: () => void }
): () => void => {
  const root = menu.getRootNode()
  const items = [...menu.querySelectorAll("button")]
  const leave = (to: EventTarget | null) => {
    if (to instanceof Node && !menu.contains(to) && !menu.previousElementSibling?.contains(to)) on.onClose()
  }
  const begin = (item: HTMLElement | undefined) => {
    for (const each of items) each.tabIndex = each === item ? 0 : -1
    item?.focus({ preventScroll: true })
    item?.scrollIntoView({ block: "nearest" })
  }
  const ended = new AbortController()
  root.addEventListener("pointerdown", ({ target }) => leave(target), ended)
  // Nobody knows where to when a window is left, and in Safari when a button is pressed.
  menu.addEventListener("focusout", ({ relatedTarget }) => leave(relatedTarget), ended)
  // On the menu itself: in a shadow root a renderer may hear of a key only after the panel, which Escape closes as well.
  menu.addEventListener("keydown", (event) => {
    const next = itemAfter(event, items, items.findIndex((item) => item === event.target))
    if (event.key !== "Escape" && next === undefined) return
    event.preventDefault()
    if (next) begin(next)
    else on.onEscape()
  }, ended)
  begin(items[0])
  return () => ended.abort()
}
