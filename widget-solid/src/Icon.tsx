import type { JSX } from "solid-js"

interface IconProps {
  /** What `core/theme/icons` says of it. */
  readonly path: string
  readonly size?: 16 | 20
  readonly face?: "open" | "closed"
  /** Points the other way in right-to-left pages. */
  readonly isMirrored?: boolean
}

/** Draws an icon; it is decoration, its control carries the name. */
export const Icon = (props: IconProps): JSX.Element => (
  <svg
    class="co-icon"
    viewBox="0 0 24 24"
    aria-hidden="true"
    data-size={props.size ?? 20}
    data-face={props.face}
    data-mirrored={props.isMirrored ? "" : undefined}
  >
    <path d={props.path} />
  </svg>
)
