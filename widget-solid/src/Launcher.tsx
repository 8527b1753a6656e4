import { launcherIcons } from "@cossistant/core/theme/launcherIcons"
import { launcherView } from "@cossistant/core/widget/launcherView"
import { type JSX, Show } from "solid-js"
import { Icon } from "./Icon.tsx"
import { useText } from "./TextContext.ts"
import { useView } from "./useView.ts"
import { useWidget } from "./WidgetContext.ts"

interface LauncherProps {
  readonly class: string | undefined
  readonly panelId: string
  readonly onApproach: () => void
  readonly ref: (button: HTMLButtonElement) => void
}

/** The round button that opens and closes the panel, with the number of unread messages. */
export const Launcher = (props: LauncherProps): JSX.Element => {
  const widget = useWidget()
  const text = useText()
  const launcher = useView(launcherView)
  const name = () => text(launcher.isOpen ? "common.actions.close" : "common.actions.openSupport")
  return (
    <button
      ref={props.ref}
      type="button"
      class={`co-launcher ${props.class ?? ""}`}
      data-slot="trigger"
      data-state={launcher.isOpen ? "open" : "closed"}
      data-open={launcher.isOpen}
      aria-haspopup="dialog"
      aria-expanded={launcher.isOpen}
      aria-controls={props.panelId}
      aria-label={launcher.unreadCount > 0 ? `${name()}, ${text("common.labels.unread", { count: launcher.unreadCount })}` : name()}
      onClick={widget.toggle}
      onPointerEnter={props.onApproach}
      onFocus={props.onApproach}
    >
      <Icon shapes={launcherIcons.closed} face="closed" />
      <Icon shapes={launcherIcons.open} face="open" />
      <Show when={launcher.unreadCount > 0 && !launcher.isOpen}>
        <span class="co-badge" aria-hidden="true">{launcher.unreadCount > 9 ? "9+" : launcher.unreadCount}</span>
      </Show>
    </button>
  )
}
