export { applyConversationSeenEvent, createSeenStore, hydrateConversationSeen, upsertConversationSeen } from "../documented/seenStore.ts"
export type { ConversationSeenEntry, SeenState, SeenStore } from "../documented/seenStore.ts"
