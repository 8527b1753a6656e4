import type { IconShapes } from "@cossistant/core/theme/IconShapes"
import type { JSX } from "solid-js"

interface IconProps {
  readonly shapes: IconShapes
  readonly size?: 16 | 20
  readonly face?: "open" | "closed"
  /** Points the other way in right-to-left pages. */
  readonly isMirrored?: boolean
}

/** Icons are ours alone: nothing that anyone has written comes to stand here. */
const markupOf = ([tag, attributes]: IconShapes[number]) =>
  `<${tag} ${Object.entries(attributes).map(([name, value]) => `${name}="${value}"`).join(" ")}/>`

/** Draws an icon; it is decoration, its control carries the name. */
export const Icon = (props: IconProps): JSX.Element => (
  <svg
    class="co-icon"
    viewBox="0 0 24 24"
    aria-hidden="true"
    data-size={props.size ?? 20}
    data-face={props.face}
    data-mirrored={props.isMirrored ? "" : undefined}
    innerHTML={props.shapes.map(markupOf).join("")}
  />
)
