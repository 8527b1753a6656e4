/** The trigger beside which a panel stands: one that took the ref, else the one that says it controls the panel. */
export const triggerOf = (panel: HTMLElement, anchor: HTMLElement | null): HTMLElement | null => {
  const root = panel.getRootNode()
  return anchor ?? (root instanceof ShadowRoot ? root : document).querySelector<HTMLElement>(`[aria-controls="${panel.id}"]`)
}
