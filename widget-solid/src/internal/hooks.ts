export {
  type ConversationItem, type GroupedActivity, TIMELINE_GROUP_WINDOW_MS, type TimelineToolItem
} from "@cossistant/core/documented/groupedMessages"
export * from "../hooks/useGroupedMessages.ts"
export * from "../hooks/useMultimodalInput.ts"
export { useSupportController } from "../useSupportController.ts"
