import { rootOf } from "./rootOf.ts"

/** The trigger beside which a panel stands: one that took the ref, else the one that says it controls the panel. */
export const triggerOf = (panel: HTMLElement, anchor: HTMLElement | null): HTMLElement | null =>
  anchor ?? rootOf(panel).querySelector<HTMLElement>(`[aria-controls="${panel.id}"]`)
