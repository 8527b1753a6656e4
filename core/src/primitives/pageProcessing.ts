import {
  applyProcessingCompletedEvent, applyProcessingProgressEvent, clearProcessingFromTimelineItem, createProcessingStore, type ProcessingStore
} from "../documented/processingStore.ts"
import type { LiveLine } from "./liveLine.ts"

/** What AI agents do just now, of all conversations: one store for the whole page. */
export const pageProcessing: ProcessingStore = /* @__PURE__ */ createProcessingStore()

/** Lets the page's store follow a connection. Gives back how to stop. */
export const followProcessing = (line: LiveLine): () => void => line.onEvent((event) => {
  if (event.type === "aiAgentProcessingProgress") applyProcessingProgressEvent(pageProcessing, event)
  if (event.type === "aiAgentProcessingCompleted") applyProcessingCompletedEvent(pageProcessing, event)
  if (event.type === "timelineItemCreated") clearProcessingFromTimelineItem(pageProcessing, event)
})
