import type { JSX } from "solid-js"

const radius = 11
const length = 2 * Math.PI * radius

/** How far an upload is, from 0 to 1. */
export const ProgressRing = (props: { readonly name: string; readonly progress: number }): JSX.Element => (
  <svg
    class="co-ring"
    viewBox="0 0 28 28"
    role="progressbar"
    aria-label={props.name}
    aria-valuenow={Math.round(props.progress * 100)}
  >
    <circle cx="14" cy="14" r={radius} />
    <circle cx="14" cy="14" r={radius} stroke-dasharray={String(length)} stroke-dashoffset={length * (1 - props.progress)} />
  </svg>
)
