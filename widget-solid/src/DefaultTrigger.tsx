import { classes, slotAttributes, slotExtras } from "@cossistant/core/dom/slotAttributes"
import { launcherIcons } from "@cossistant/core/theme/launcherIcons"
import { badgeText } from "@cossistant/core/text/badgeText"
import { launcherView } from "@cossistant/core/widget/launcherView"
import type { TriggerRenderProps } from "@cossistant/types"
import { type JSX, Show } from "solid-js"
import { classOf, type ClassName } from "./ClassName.ts"
import { drawComponent } from "./drawComponent.ts"
import { Icon } from "./Icon.tsx"
import { layered, without } from "./props.ts"
import type { SupportTriggerProps } from "./SupportProps.ts"
import { useScope } from "./SupportScope.ts"
import { AnchorTrigger } from "./SupportTrigger.tsx"
import { useText } from "./TextContext.ts"
import { useView } from "./useView.ts"

interface DefaultTriggerProps {
  readonly class: ClassName<TriggerRenderProps> | undefined
  /** The panel is wanted and on its way. */
  readonly isWaiting: boolean
}

/** The round button in the page's corner that opens and closes the panel, or what the host has put in its slot. */
export const DefaultTrigger = (props: DefaultTriggerProps): JSX.Element => {
  const scope = useScope()
  const text = useText()
  const launcher = useView(launcherView)
  const given = () => scope.slotProps.trigger
  const named = (state: TriggerRenderProps, base?: string, waits?: boolean) =>
    classes(base, waits === true && "co-loading", classOf(props, state), given()?.class, given()?.className)
  const name = () => text(launcher.isOpen ? "common.actions.close" : "common.actions.openSupport")
  const button = layered<SupportTriggerProps>(() => slotAttributes(given()), {
    class: (state: TriggerRenderProps) => named(state, "co-launcher", props.isWaiting),
    get "aria-label"() {
      return launcher.unreadCount > 0 ? `${name()}, ${text("common.labels.unread", { count: launcher.unreadCount })}` : name()
    },
    get "data-open"() { return launcher.isOpen },
    get "data-typing"() { return launcher.isTyping ? "" : undefined },
    get children() {
      return (
        <>
          <Icon path={launcherIcons.closed} face="closed" />
          <Icon path={launcherIcons.open} face="open" />
          <Show when={launcher.unreadCount > 0 && !launcher.isOpen}>
            <span class="co-badge" aria-hidden="true">{badgeText(launcher.unreadCount, text.locale)}</span>
          </Show>
        </>
      )
    }
  })
  return (
    <Show when={scope.slots.trigger !== undefined} fallback={<AnchorTrigger {...button} />}>
      <AnchorTrigger asChild class={(state) => named(state)}>
        {/* The button's attributes, handlers, classes and ref, which belong on its element. */}
        {(trigger) => drawComponent(
          () => scope.slots.trigger,
          layered(() => slotExtras(given()), trigger.props, without(trigger, ["props"]), { get className() { return trigger.props.class } })
        )}
      </AnchorTrigger>
    </Show>
  )
}
