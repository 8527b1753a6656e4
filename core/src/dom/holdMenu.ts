/**
 * What a menu that stands behind its button owes: the keyboard begins on its first item, and it closes once a press or
 * the keyboard goes anywhere but to the two of them. Gives back how to end.
 */
export const holdMenu = (menu: HTMLElement, onClose: () => void): () => void => {
  const root = menu.getRootNode()
  const leave = (to: EventTarget | null) => {
    if (to instanceof Node && !menu.contains(to) && !menu.previousElementSibling?.contains(to)) onClose()
  }
  const onPress = ({ target }: Event) => leave(target)
  root.addEventListener("pointerdown", onPress)
  // Nobody knows where to when a window is left, and in Safari when a button is pressed. The listener goes with the menu.
  menu.addEventListener("focusout", ({ relatedTarget }) => leave(relatedTarget))
  menu.querySelector("button")?.focus({ preventScroll: true })
  return () => root.removeEventListener("pointerdown", onPress)
}
