import { type JSX, useContext } from "solid-js"
import { PanelContext, useBrought } from "./SupportScope.ts"

export interface HeaderProps {
  class?: string | undefined
  /** The same as `class`. */
  className?: string | undefined
  children?: JSX.Element
  /** Before the close button. */
  actions?: JSX.Element
  /** Shows the way back. */
  onGoBack?: (() => void) | undefined
  /** Default: the page that is shown. */
  page?: string | undefined
}

/** The bar above a page, for pages of the host's own; it stands in for the built-in one. Draws nothing outside the panel. */
export const Header = (props: HeaderProps): JSX.Element => {
  const panel = useContext(PanelContext)
  useBrought("header", () => panel !== undefined)
  return panel && <panel.HeaderBar {...props} />
}
