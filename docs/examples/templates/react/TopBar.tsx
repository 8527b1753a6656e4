import { Support, type TriggerRenderProps } from "@cossistant/react"

/** A trigger in your navigation; the panel drops from it. Render it where the button belongs, once. */
export function TopBar() {
  return (
    <header className="top-bar">
      <a href="/">Kettles</a>
      <Support side="bottom" align="end" sideOffset={8}>
        <Support.Trigger className="top-bar-help">
          {({ isOpen, isTyping, unreadCount }: TriggerRenderProps) => (
            <>
              {isOpen ? "Close" : isTyping ? "Writing to you…" : "Help"}
              {unreadCount > 0 && <span className="top-bar-badge">{unreadCount}</span>}
            </>
          )}
        </Support.Trigger>
      </Support>
    </header>
  )
}
