import { type ReactElement, type ReactNode, useContext } from "react"
import { PanelContext, useBrought } from "./SupportScope.ts"

export interface HeaderProps {
  className?: string | undefined
  children?: ReactNode
  /** Before the close button. */
  actions?: ReactNode
  /** Shows the way back. */
  onGoBack?: (() => void) | undefined
  /** Default: the page that is shown. */
  page?: string | undefined
}

/** The bar above a page, for pages of the host's own; it stands in for the built-in one. Draws nothing outside the panel. */
export const Header = (props: HeaderProps): ReactElement | null => {
  const panel = useContext(PanelContext)
  useBrought("header", panel !== null)
  return panel && <panel.HeaderBar {...props} />
}
