import type { Navigate } from "./NavigationState.ts"

/** Moves the widget from outside. */
export interface SupportHandle {
  open: () => void
  close: () => void
  toggle: () => void
  /** Goes to a page, without opening. */
  navigate: Navigate
  goBack: () => void
  goHome: () => void
  /** Goes to a conversation and opens. */
  openConversation: (conversationId: string) => void
  /** Begins a conversation, sends `initialMessage` at once if there is one, and opens. */
  startConversation: (initialMessage?: string) => void
}
