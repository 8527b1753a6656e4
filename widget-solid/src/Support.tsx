import type { Placement } from "@cossistant/core/dom/placePanel"
import { launcherView } from "@cossistant/core/widget/launcherView"
import { children, type JSX, Show, useContext } from "solid-js"
import { DefaultTrigger } from "./DefaultTrigger.tsx"
import { PanelPlace, SupportContent } from "./SupportContent.tsx"
import { SupportFooter, SupportHeader, SupportPage, SupportRouter } from "./SupportParts.tsx"
import type { SupportProps, SupportRootProps } from "./SupportProps.ts"
import { SupportProvider } from "./SupportProvider.tsx"
import { type RootProps, WidgetRoot } from "./SupportRoot.tsx"
import { useScope } from "./SupportScope.ts"
import { SupportTrigger } from "./SupportTrigger.tsx"
import { usePanel } from "./usePanel.ts"
import { useView } from "./useView.ts"
import { WidgetContext } from "./WidgetContext.ts"

/** Of what a host says of its widget, what doesn't depend on the languages it speaks. */
type PartsOptions = Pick<SupportProps, "children" | "classNames" | "mode" | keyof Placement>

/** What the host brought, and the built-in parts it didn't bring. */
const Parts = (props: { readonly host: PartsOptions }): JSX.Element => {
  const { host } = props
  const scope = useScope()
  const launcher = useView(launcherView)
  // What the host has brought is known before anything of ours is drawn.
  const given = children(() => host.children)
  const panel = usePanel(() => launcher.isOpen)
  return (
    <>
      {given()}
      <Show when={scope.parts.trigger === 0 && (host.mode ?? launcher.mode) === "floating"}>
        <DefaultTrigger class={host.classNames?.trigger} isWaiting={launcher.isOpen && panel() === null} />
      </Show>
      <Show when={scope.parts.content === 0}>
        <PanelPlace
          side={host.side}
          align={host.align}
          sideOffset={host.sideOffset}
          avoidCollisions={host.avoidCollisions}
          collisionPadding={host.collisionPadding}
          class={host.classNames?.content}
        />
      </Show>
    </>
  )
}

interface OwnProps extends Omit<RootProps, "host"> {
  // The names that `content` has sentences for matter to those who write them, to nobody further down.
  readonly host: object
}

/** A widget needs a provider; one without brings its own. */
const Own = (props: OwnProps): JSX.Element => {
  const root = () => <WidgetRoot host={props.host} isPinned={props.isPinned}>{props.children}</WidgetRoot>
  return useContext(WidgetContext) === undefined ? <SupportProvider>{root()}</SupportProvider> : root()
}

const Whole = <Locale extends string = string>(props: SupportProps<Locale>): JSX.Element => <Own host={props} isPinned><Parts host={props} /></Own>

/**
 * The support widget: a launcher in the page's corner and the panel it opens. Follows the page's colours, or `theme`.
 * Children (`Support.Trigger`, `Support.Content`, `Support.Page`) stand in for built-in parts; with a trigger of the
 * host's own it stays in the flow of the page. `ref` is given a `SupportHandle`. Renders nothing for a blocked visitor.
 * Without a `SupportProvider` above it brings its own, with the public key of the host's build environment.
 */
export const Support = /* @__PURE__ */ Object.assign(Whole, {
  Root: <Locale extends string = string>(props: SupportRootProps<Locale>): JSX.Element => <Own host={props}>{props.children}</Own>,
  Trigger: SupportTrigger,
  Content: SupportContent,
  Router: SupportRouter,
  Page: SupportPage,
  Header: SupportHeader,
  Footer: SupportFooter
})
