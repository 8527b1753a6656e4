export { ConversationSlot, HistorySlot, HomeSlot } from "./slotPages.tsx"
export { ComposerSlot, TimelineSlot } from "./slotParts.tsx"
