export { CustomPageFrame } from "./CustomPageFrame.tsx"
export { ConversationSlot, HistorySlot, HomeSlot, WatermarkSlot } from "./slotPages.tsx"
export { ComposerSlot, TimelineSlot } from "./slotParts.tsx"
