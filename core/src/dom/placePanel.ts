import { startLate } from "./startLate.ts"

export type Side = "top" | "bottom" | "left" | "right"
export type Align = "start" | "center" | "end"
export type CollisionPadding = number | { readonly top?: number; readonly right?: number; readonly bottom?: number; readonly left?: number }

/** Where the panel stands beside its trigger; distances in CSS pixels. */
export interface Placement {
  readonly side?: Side | undefined
  readonly align?: Align | undefined
  readonly sideOffset?: number | undefined
  readonly avoidCollisions?: boolean | undefined
  readonly collisionPadding?: CollisionPadding | undefined
}

/** The stylesheet's own place: above the launcher in the page's corner, ends aligned. */
const isDefault = ({ align = "end", side = "top", sideOffset = 16 }: Placement): boolean =>
  side === "top" && align === "end" && sideOffset === 16

const isInSight = (panel: Element): boolean => {
  const { bottom, left, right, top } = panel.getBoundingClientRect()
  return left >= 0 && top >= 0 && right <= innerWidth && bottom <= innerHeight
}

/**
 * Keeps `panel` beside `anchor` while the page moves; gives back how to stop. Beside the launcher in its corner the
 * stylesheet does it. What floats elsewhere, or wouldn't be in sight there, brings Floating UI.
 */
export const placePanel = (anchor: Element, panel: HTMLElement, placement: Placement): () => void => {
  const isStylesheets = isDefault(placement) && panel.closest("[data-pinned]") !== null
  return startLate(window, ["resize"], () => !isStylesheets || !isInSight(panel), () =>
    import("./floatPanel.ts").then(({ floatPanel }) => () => floatPanel(anchor, panel, placement)))
}
