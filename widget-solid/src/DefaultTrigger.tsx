import { classes, slotAttributes, slotExtras } from "@cossistant/core/dom/slotAttributes"
import { launcherIcons } from "@cossistant/core/theme/launcherIcons"
import { badgeText } from "@cossistant/core/text/badgeText"
import { launcherView } from "@cossistant/core/widget/launcherView"
import type { TriggerRenderProps } from "@cossistant/types"
import { type JSX, Show } from "solid-js"
import { Dynamic } from "solid-js/web"
import { classOf, type ClassName } from "./ClassName.ts"
import { Icon } from "./Icon.tsx"
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
  const button = () => (
    <AnchorTrigger
      aria-label={launcher.unreadCount > 0 ? `${name()}, ${text("common.labels.unread", { count: launcher.unreadCount })}` : name()}
      {...slotAttributes(given())}
      class={(state) => named(state, "co-launcher", props.isWaiting)}
      data-open={launcher.isOpen}
      data-typing={launcher.isTyping ? "" : undefined}
    >
      <Icon shapes={launcherIcons.closed} face="closed" />
      <Icon shapes={launcherIcons.open} face="open" />
      <Show when={launcher.unreadCount > 0 && !launcher.isOpen}>
        <span class="co-badge" aria-hidden="true">{badgeText(launcher.unreadCount, text.locale)}</span>
      </Show>
    </AnchorTrigger>
  )
  return (
    <Show when={scope.slots.trigger} fallback={button()}>
      {(Slot) => (
        <AnchorTrigger asChild class={(state) => named(state)}>
          {/* The button's attributes, handlers, classes and ref, which belong on its element. */}
          {(trigger) => (
            <Dynamic
              component={Slot()}
              {...slotExtras(given())}
              {...trigger.props}
              className={trigger.props.class}
              isOpen={trigger.isOpen}
              isTyping={trigger.isTyping}
              unreadCount={trigger.unreadCount}
              toggle={trigger.toggle}
            />
          )}
        </AnchorTrigger>
      )}
    </Show>
  )
}
