import type { ReactElement } from "react"

interface IconProps {
  /** What `core/theme/icons` says of it. */
  readonly path: string
  readonly size?: 16 | 20
  readonly face?: "open" | "closed"
  /** Points the other way in right-to-left pages. */
  readonly isMirrored?: boolean
}

/** Draws an icon; it is decoration, its control carries the name. */
export const Icon = ({ face, isMirrored, path, size = 20 }: IconProps): ReactElement => (
  <svg
    className="co-icon"
    viewBox="0 0 24 24"
    aria-hidden="true"
    data-size={size}
    data-face={face}
    data-mirrored={isMirrored ? "" : undefined}
  >
    <path d={path} />
  </svg>
)
