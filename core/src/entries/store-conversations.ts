export {
  createConversationsStore, getConversationById, getConversationPagination, getConversations
} from "../documented/conversationsStore.ts"
export { createTimelineItemsStore, getConversationTimelineItems } from "../documented/timelineItemsStore.ts"
export type { ConversationPagination, ConversationsState, ConversationsStore } from "../documented/conversationsStore.ts"
export type {
  ConversationTimelineItemsState, TimelineItemsPage, TimelineItemsState, TimelineItemsStore
} from "../documented/timelineItemsStore.ts"
export type { Store } from "../documented/createStore.ts"
