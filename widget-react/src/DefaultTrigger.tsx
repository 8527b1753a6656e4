import { launcherIcons } from "@cossistant/core/theme/launcherIcons"
import { launcherView } from "@cossistant/core/widget/launcherView"
import type { ReactElement } from "react"
import { Icon } from "./Icon.tsx"
import { classes, slotAttributes, slotExtras } from "@cossistant/core/dom/slotAttributes"
import { badgeText } from "@cossistant/core/text/badgeText"
import type { SupportProps, TriggerRenderProps } from "./SupportProps.ts"
import { useScope } from "./SupportScope.ts"
import { AnchorTrigger } from "./SupportTrigger.tsx"
import { useText } from "./TextContext.ts"
import { useView } from "./useView.ts"

interface DefaultTriggerProps {
  readonly className: NonNullable<SupportProps["classNames"]>["trigger"]
  /** The panel is wanted and on its way. */
  readonly isWaiting: boolean
}

/** The round button in the page's corner that opens and closes the panel, or what the host has put in its slot. */
export const DefaultTrigger = ({ className, isWaiting }: DefaultTriggerProps): ReactElement => {
  const { slotProps: { trigger: given }, slots: { trigger: Slot } } = useScope()
  const text = useText()
  const { isOpen, isTyping, unreadCount } = useView(launcherView)
  const named = (state: TriggerRenderProps, base?: string, waits?: boolean) =>
    classes(base, waits === true && "co-loading", typeof className === "function" ? className(state) : className, given?.className)
  if (Slot !== undefined) {
    return (
      <AnchorTrigger asChild className={(state) => named(state)}>
        {/* Its attributes, handlers, classes and ref come to it as to any child of a trigger. */}
        {(state) => <Slot {...slotExtras(given)} {...state} />}
      </AnchorTrigger>
    )
  }
  const name = text(isOpen ? "common.actions.close" : "common.actions.openSupport")
  return (
    <AnchorTrigger
      aria-label={unreadCount > 0 ? `${name}, ${text("common.labels.unread", { count: unreadCount })}` : name}
      {...slotAttributes(given)}
      className={(state) => named(state, "co-launcher", isWaiting)}
      data-open={isOpen}
      data-typing={isTyping ? "" : undefined}
    >
      <Icon path={launcherIcons.closed} face="closed" />
      <Icon path={launcherIcons.open} face="open" />
      {unreadCount > 0 && !isOpen && <span className="co-badge" aria-hidden="true">{badgeText(unreadCount, text.locale)}</span>}
    </AnchorTrigger>
  )
}
