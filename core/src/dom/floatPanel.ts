import { autoUpdate, computePosition, flip, offset, shift, size } from "@floating-ui/dom"
import type { Placement, Side } from "./placePanel.ts"

const origins: Readonly<Record<Side, string>> = { top: "bottom", bottom: "top", left: "right", right: "left" }

/**
 * Keeps `panel` beside `anchor` while the page moves; gives back how to stop. Defaults: above, end-aligned, 16 px away,
 * flipped and shifted to stay 8 px inside the viewport. Full-screen phones are the stylesheet's matter.
 */
export const floatPanel = (anchor: Element, panel: HTMLElement, placement: Placement): () => void => {
  const { side = "top", align = "end", sideOffset = 16, avoidCollisions = true, collisionPadding: padding = 8 } = placement
  // The stylesheet's own limit is for its own place.
  const limit = (height: number) => panel.style.setProperty("max-height", `min(${height}px, 100dvh - 96px)`)
  limit(800)
  const collisions = avoidCollisions
    ? [
      flip({ padding, fallbackAxisSideDirection: "start" }),
      shift({ padding }),
      size({ padding, apply: ({ availableHeight }) => limit(Math.max(320, availableHeight)) })
    ]
    : []
  const place = async () => {
    const { x, y, placement: placed } = await computePosition(anchor, panel, {
      strategy: "fixed",
      placement: align === "center" ? side : `${side}-${align}`,
      middleware: [offset(sideOffset), ...collisions]
    })
    // The panel grows from the trigger; Floating UI places sides physically, alignment along the text's direction.
    const transformOrigin = origins[placed.split("-")[0] as Side]
    Object.assign(panel.style, { position: "fixed", inset: "auto", left: `${x}px`, top: `${y}px`, transformOrigin })
  }
  return autoUpdate(anchor, panel, () => void place())
}
