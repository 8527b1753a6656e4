import { useSupport } from "@cossistant/solid"

/** Opens the widget from the page, and shows what is unread. */
export const HelpButton = () => {
  const support = useSupport()
  return (
    <button type="button" onClick={() => support.toggle()}>
      {support.isOpen ? "Close the chat" : "Talk to us"}
      {support.unreadCount > 0 ? ` (${support.unreadCount})` : ""}
    </button>
  )
}
