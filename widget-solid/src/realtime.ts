export {
  applyProcessingCompletedEvent, applyProcessingProgressEvent, clearProcessingFromTimelineItem
} from "@cossistant/core/documented/processingStore"
export { applyConversationSeenEvent, hydrateConversationSeen, upsertConversationSeen } from "@cossistant/core/documented/seenStore"
export {
  applyConversationTypingEvent, clearTypingFromTimelineItem, clearTypingState, setTypingState
} from "@cossistant/core/documented/typingStore"
export * from "./realtime/RealtimeProvider.tsx"
export * from "./realtime/SupportRealtimeProvider.tsx"
export * from "./realtime/useProcessingStore.ts"
export * from "./realtime/useRealtime.ts"
export type { RealtimeContextValue } from "./realtime/useLiveLine.ts"
