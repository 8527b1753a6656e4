export {
  applyConversationTypingEvent, clearTypingFromTimelineItem, clearTypingState, createTypingStore, getConversationTyping, setTypingState
} from "../documented/typingStore.ts"
export type { TypingState, TypingStore } from "../documented/typingStore.ts"
