import { useSupport } from "@cossistant/react"

/** Opens the widget from the page, and shows what is unread. */
export function HelpButton() {
  const { isOpen, toggle, unreadCount } = useSupport()
  return (
    <button type="button" onClick={toggle}>
      {isOpen ? "Close the chat" : "Talk to us"}
      {unreadCount > 0 && ` (${unreadCount})`}
    </button>
  )
}
