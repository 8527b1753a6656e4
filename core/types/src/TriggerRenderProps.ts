/** What a trigger drawn by the host is given. */
export interface TriggerRenderProps {
  isOpen: boolean
  isTyping: boolean
  unreadCount: number
  toggle: () => void
}
