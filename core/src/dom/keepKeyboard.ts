/** Takes the keyboard to `[data-autofocus]` of what came in place of the element that had it, unless it is elsewhere by now. */
export const keepKeyboard = (element: HTMLElement): void => {
  const { activeElement, body } = element.ownerDocument
  const root = element.getRootNode()
  const isLost = activeElement === body || (root instanceof ShadowRoot && activeElement === root.host && root.activeElement === null)
  if (isLost) element.querySelector<HTMLElement>("[data-autofocus]")?.focus({ preventScroll: true })
}
