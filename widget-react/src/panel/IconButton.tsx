import type { ReactElement, ReactNode } from "react"

interface IconButtonProps {
  /** What a screen reader says and a tooltip shows: one attribute, as of two it would say both. */
  readonly name: string
  readonly onClick: () => void
  readonly children: ReactNode
  readonly isExpanded?: boolean
}

/** A control that is only an icon. */
export const IconButton = ({ children, isExpanded, name, onClick }: IconButtonProps): ReactElement => (
  <button type="button" className="co-icon-button" title={name} aria-expanded={isExpanded} onClick={onClick}>
    {children}
  </button>
)
