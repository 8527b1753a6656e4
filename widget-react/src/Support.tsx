import { launcherView } from "@cossistant/core/widget/launcherView"
import { type ForwardedRef, forwardRef, type ReactElement, type RefAttributes, useContext, useState } from "react"
import type { SupportHandle } from "@cossistant/types"
import { DefaultTrigger } from "./DefaultTrigger.tsx"
import { PanelPlace, SupportContent } from "./SupportContent.tsx"
import { SupportFooter, SupportHeader, SupportPage, SupportRouter } from "./SupportParts.tsx"
import type { SupportProps, SupportRootProps } from "./SupportProps.ts"
import { SupportProvider } from "./SupportProvider.tsx"
import { WidgetRoot } from "./SupportRoot.tsx"
import { useScope } from "./SupportScope.ts"
import { SupportTrigger } from "./SupportTrigger.tsx"
import { useLayoutEffect } from "./useLayoutEffect.ts"
import { usePanel } from "./usePanel.ts"
import { useView } from "./useView.ts"
import { WidgetContext } from "./WidgetContext.ts"

/** What the host brought, and the built-in parts it didn't bring. */
const Parts = ({ children, classNames, mode, ...placement }: SupportProps): ReactElement => {
  const { parts } = useScope()
  const { isOpen, mode: said } = useView(launcherView)
  const isWaiting = usePanel(isOpen) === null && isOpen
  // Children say what they are once they are mounted, before anything is painted.
  const [isSettled, settle] = useState(children === undefined)
  useLayoutEffect(() => settle(true), [])
  return (
    <>
      {children}
      {isSettled && parts.trigger === 0 && (mode ?? said) === "floating" && <DefaultTrigger className={classNames?.trigger} isWaiting={isWaiting} />}
      {isSettled && parts.content === 0 && <PanelPlace {...placement} className={classNames?.content} />}
    </>
  )
}

/** A widget needs a provider; one without brings its own. */
const provided = (widget: ReactElement, isProvided: boolean): ReactElement =>
  isProvided ? widget : <SupportProvider>{widget}</SupportProvider>

const Whole = (
  { align, avoidCollisions, children, classNames, collisionPadding, side, sideOffset, ...root }: SupportProps,
  ref: ForwardedRef<SupportHandle>
): ReactElement =>
  provided(
    <WidgetRoot {...root} ref={ref} isPinned>
      <Parts {...{ align, avoidCollisions, classNames, collisionPadding, side, sideOffset }} mode={root.mode}>{children}</Parts>
    </WidgetRoot>,
    useContext(WidgetContext) !== null
  )

const Own = (props: SupportRootProps, ref: ForwardedRef<SupportHandle>): ReactElement =>
  provided(<WidgetRoot {...props} ref={ref} />, useContext(WidgetContext) !== null)

/** Generic over the locales that `content` has sentences for. */
interface SupportComponent {
  <Locale extends string = string>(props: SupportProps<Locale> & RefAttributes<SupportHandle>): ReactElement | null
  readonly Root: <Locale extends string = string>(props: SupportRootProps<Locale> & RefAttributes<SupportHandle>) => ReactElement | null
  readonly Trigger: typeof SupportTrigger
  readonly Content: typeof SupportContent
  readonly Router: typeof SupportRouter
  readonly Page: typeof SupportPage
  readonly Header: typeof SupportHeader
  readonly Footer: typeof SupportFooter
}

/**
 * The support widget: a launcher in the page's corner and the panel it opens. Follows the page's colours, or `theme`.
 * Children (`Support.Trigger`, `Support.Content`, `Support.Page`) stand in for built-in parts; with a trigger of the
 * host's own it stays in the flow of the page. A ref gives a `SupportHandle`. Renders nothing for a blocked visitor.
 * Without a `SupportProvider` above it brings its own, with the public key of the host's build environment.
 */
export const Support = /* @__PURE__ */ Object.assign(forwardRef<SupportHandle, SupportProps>(Whole), {
  Root: forwardRef<SupportHandle, SupportRootProps>(Own),
  Trigger: SupportTrigger,
  Content: SupportContent,
  Router: SupportRouter,
  Page: SupportPage,
  Header: SupportHeader,
  Footer: SupportFooter
}) as unknown as SupportComponent // forwardRef forgets that it is generic
