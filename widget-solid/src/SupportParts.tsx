import { classes } from "@cossistant/core/dom/slotAttributes"
import type { SupportPageType } from "@cossistant/types"
import { createComputed, type JSX, onCleanup, useContext } from "solid-js"
import type { SupportPageProps, SupportRouterProps } from "./SupportProps.ts"
import { PanelContext, useBrought, useScope } from "./SupportScope.ts"

/** Declares a page of the host's own, or one in place of a built-in page. Renders nothing where it stands. */
export const SupportPage = <K extends SupportPageType>(props: SupportPageProps<K>): JSX.Element => {
  const { addPage } = useScope()
  // The router gives a page the params that were navigated to, which are this name's.
  createComputed(() => onCleanup(addPage({ name: props.name, component: props.component as never })))
  return null
}

/** The page that was navigated to: of the host's own, built in, or home where nobody knows the name. Lives in `Support.Content`. */
export const SupportRouter = (props: SupportRouterProps): JSX.Element => {
  const panel = useContext(PanelContext)
  return (
    <>
      {props.children}
      {panel && <panel.Router customPages={props.customPages} />}
    </>
  )
}

interface BarProps {
  readonly children?: JSX.Element
  readonly class?: string | undefined
  /** The same as `class`. */
  readonly className?: string | undefined
}

/** A bar of the host's own above the pages, in place of the built-in one. Lives in `Support.Content`. */
export const SupportHeader = (props: BarProps): JSX.Element => {
  const panel = useContext(PanelContext)
  useBrought("header")
  return panel && <panel.PinnedBar slot="header" class={classes(props.class, props.className)}>{props.children}</panel.PinnedBar>
}

/** A bar of the host's own below the pages. Lives in `Support.Content`. */
export const SupportFooter = (props: BarProps): JSX.Element => {
  const panel = useContext(PanelContext)
  return panel && <panel.PinnedBar slot="footer" class={classes(props.class, props.className)}>{props.children}</panel.PinnedBar>
}
