import { launcherIcons } from "@cossistant/core/theme/launcherIcons"
import { launcherView } from "@cossistant/core/widget/launcherView"
import { type ReactElement, type Ref } from "react"
import { Icon } from "./Icon.tsx"
import { useText } from "./TextContext.ts"
import { useView } from "./useView.ts"
import { useWidget } from "./WidgetContext.ts"

interface LauncherProps {
  readonly className: string | undefined
  readonly panelId: string
  readonly onApproach: () => void
  readonly buttonRef: Ref<HTMLButtonElement>
}

/** The round button that opens and closes the panel, with the number of unread messages. */
export const Launcher = ({ buttonRef, className, onApproach, panelId }: LauncherProps): ReactElement => {
  const widget = useWidget()
  const text = useText()
  const { isOpen, unreadCount } = useView(launcherView)
  const name = text(isOpen ? "common.actions.close" : "common.actions.openSupport")
  return (
    <button
      ref={buttonRef}
      type="button"
      className={`co-launcher ${className ?? ""}`}
      data-slot="trigger"
      data-state={isOpen ? "open" : "closed"}
      data-open={isOpen}
      aria-haspopup="dialog"
      aria-expanded={isOpen}
      aria-controls={panelId}
      aria-label={unreadCount > 0 ? `${name}, ${text("common.labels.unread", { count: unreadCount })}` : name}
      onClick={widget.toggle}
      onPointerEnter={onApproach}
      onFocus={onApproach}
    >
      <Icon shapes={launcherIcons.closed} face="closed" />
      <Icon shapes={launcherIcons.open} face="open" />
      {unreadCount > 0 && !isOpen && <span className="co-badge" aria-hidden="true">{unreadCount > 9 ? "9+" : unreadCount}</span>}
    </button>
  )
}
