import { launcherView } from "@cossistant/core/widget/launcherView"
import { children, type JSX, Show, splitProps, useContext } from "solid-js"
import { DefaultTrigger } from "./DefaultTrigger.tsx"
import { PanelPlace, SupportContent } from "./SupportContent.tsx"
import { SupportFooter, SupportHeader, SupportPage, SupportRouter } from "./SupportParts.tsx"
import type { SupportProps, SupportRootProps } from "./SupportProps.ts"
import { SupportProvider } from "./SupportProvider.tsx"
import { WidgetRoot } from "./SupportRoot.tsx"
import { useScope } from "./SupportScope.ts"
import { SupportTrigger } from "./SupportTrigger.tsx"
import { usePanel } from "./usePanel.ts"
import { useView } from "./useView.ts"
import { WidgetContext } from "./WidgetContext.ts"

/** What the host brought, and the built-in parts it didn't bring. */
const Parts = (props: Omit<SupportProps, "ref">): JSX.Element => {
  const scope = useScope()
  const launcher = useView(launcherView)
  // What the host has brought is known before anything of ours is drawn.
  const given = children(() => props.children)
  const panel = usePanel(() => launcher.isOpen)
  return (
    <>
      {given()}
      <Show when={scope.parts.trigger === 0 && (props.mode ?? launcher.mode) === "floating"}>
        <DefaultTrigger class={props.classNames?.trigger} isWaiting={launcher.isOpen && panel() === null} />
      </Show>
      <Show when={scope.parts.content === 0}>
        <PanelPlace
          side={props.side}
          align={props.align}
          sideOffset={props.sideOffset}
          avoidCollisions={props.avoidCollisions}
          collisionPadding={props.collisionPadding}
          class={props.classNames?.content}
        />
      </Show>
    </>
  )
}

/** A widget needs a provider; one without brings its own. */
const Own = <Locale extends string = string>(props: SupportRootProps<Locale> & { readonly isPinned?: boolean }): JSX.Element => {
  // The names that `content` has sentences for matter to those who write them, to nobody further down.
  const root = props as unknown as SupportRootProps
  return useContext(WidgetContext) === undefined ? <SupportProvider><WidgetRoot {...root} /></SupportProvider> : <WidgetRoot {...root} />
}

const Whole = <Locale extends string = string>(props: SupportProps<Locale>): JSX.Element => {
  // The same.
  const [parts, root] = splitProps(props as unknown as SupportProps, [
    "align", "avoidCollisions", "children", "classNames", "collisionPadding", "side", "sideOffset"
  ])
  return <Own {...root} isPinned><Parts {...parts} mode={root.mode} /></Own>
}

/**
 * The support widget: a launcher in the page's corner and the panel it opens. Follows the page's colours, or `theme`.
 * Children (`Support.Trigger`, `Support.Content`, `Support.Page`) stand in for built-in parts; with a trigger of the
 * host's own it stays in the flow of the page. `ref` is given a `SupportHandle`. Renders nothing for a blocked visitor.
 * Without a `SupportProvider` above it brings its own, with the public key of the host's build environment.
 */
export const Support = /* @__PURE__ */ Object.assign(Whole, {
  Root: <Locale extends string = string>(props: SupportRootProps<Locale>): JSX.Element => <Own {...props} />,
  Trigger: SupportTrigger,
  Content: SupportContent,
  Router: SupportRouter,
  Page: SupportPage,
  Header: SupportHeader,
  Footer: SupportFooter
})
