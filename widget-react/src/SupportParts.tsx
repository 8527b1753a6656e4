import type { SupportPageType } from "@cossistant/types"
import { type ReactElement, type ReactNode, useContext } from "react"
import type { SupportPageProps, SupportRouterProps } from "./SupportProps.ts"
import { PanelContext, useBrought, useScope } from "./SupportScope.ts"
import { useLayoutEffect } from "./useLayoutEffect.ts"

/** Declares a page of the host's own, or one in place of a built-in page. Renders nothing where it stands. */
export const SupportPage = <K extends SupportPageType>({ component, name }: SupportPageProps<K>): null => {
  const { addPage } = useScope()
  // The router gives a page the params that were navigated to, which are this name's.
  useLayoutEffect(() => addPage({ name, component: component as never }), [addPage, name, component])
  return null
}

/** The page that was navigated to: of the host's own, built in, or home where nobody knows the name. Lives in `Support.Content`. */
export const SupportRouter = ({ children, customPages }: SupportRouterProps): ReactElement => {
  const panel = useContext(PanelContext)
  return (
    <>
      {children}
      {panel !== null && <panel.Router customPages={customPages} />}
    </>
  )
}

interface BarProps {
  readonly children?: ReactNode
  readonly className?: string | undefined
}

/** A bar of the host's own above the pages, in place of the built-in one. Lives in `Support.Content`. */
export const SupportHeader = ({ children, className }: BarProps): ReactElement | null => {
  const panel = useContext(PanelContext)
  useBrought("header")
  return panel && <panel.PinnedBar slot="header" className={className}>{children}</panel.PinnedBar>
}

/** A bar of the host's own below the pages. Lives in `Support.Content`. */
export const SupportFooter = ({ children, className }: BarProps): ReactElement | null => {
  const panel = useContext(PanelContext)
  return panel && <panel.PinnedBar slot="footer" className={className}>{children}</panel.PinnedBar>
}
