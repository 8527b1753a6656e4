import type { JSX } from "solid-js"

interface IconButtonProps {
  /** What a screen reader says and a tooltip shows: one attribute, as of two it would say both. */
  readonly name: string
  readonly onClick: () => void
  readonly children: JSX.Element
  readonly isExpanded?: boolean
}

/** A control that is only an icon. */
export const IconButton = (props: IconButtonProps): JSX.Element => (
  <button
    type="button"
    class="co-icon-button"
    title={props.name}
    aria-expanded={props.isExpanded}
    onClick={() => props.onClick()}
  >
    {props.children}
  </button>
)
