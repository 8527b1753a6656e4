export {
  applyProcessingCompletedEvent, applyProcessingProgressEvent, clearProcessingFromTimelineItem, createProcessingStore, getConversationProcessing
} from "../documented/processingStore.ts"
export type { ProcessingState, ProcessingStore } from "../documented/processingStore.ts"
