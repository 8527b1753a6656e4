import { FooterSlot, HeaderSlot, WatermarkSlot } from "./slotBars.tsx"
import { ConversationSlot, HistorySlot, HomeSlot } from "./slotPages.tsx"
import { ComposerSlot, TimelineSlot } from "./slotParts.tsx"

export { CustomPageFrame } from "./CustomPageFrame.tsx"

/** What draws the host's components in place of built-in parts, by the slot's name. */
export const slots = {
  composer: ComposerSlot,
  conversationHistoryPage: HistorySlot,
  conversationPage: ConversationSlot,
  footer: FooterSlot,
  header: HeaderSlot,
  homePage: HomeSlot,
  timeline: TimelineSlot,
  watermark: WatermarkSlot
}
