import type { ReactElement } from "react"

const radius = 11
const length = 2 * Math.PI * radius

/** How far an upload is, from 0 to 1. */
export const ProgressRing = ({ name, progress }: { readonly name: string; readonly progress: number }): ReactElement => (
  <svg
    className="co-ring"
    viewBox="0 0 28 28"
    role="progressbar"
    aria-label={name}
    aria-valuenow={Math.round(progress * 100)}
  >
    <circle cx="14" cy="14" r={radius} />
    <circle cx="14" cy="14" r={radius} strokeDasharray={length} strokeDashoffset={length * (1 - progress)} />
  </svg>
)
