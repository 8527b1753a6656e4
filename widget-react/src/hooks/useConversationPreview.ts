import { type ConversationPreview, conversationPreview, type ConversationPreviewOptions } from "@cossistant/core/documented/conversationPreview"
import { timelineItems } from "@cossistant/core/documented/timelineItems"
import { typingEntries } from "@cossistant/core/documented/typingEntries"
import { useMemo } from "react"
import { useStable } from "../useStable.ts"
import { useSupportText } from "../useSupportText.ts"
import { useView } from "../useView.ts"
import { useWidget } from "../WidgetContext.ts"
import { useThread } from "./useThread.ts"

export type UseConversationPreviewOptions = ConversationPreviewOptions
export type UseConversationPreviewReturn = ConversationPreview

/** What a conversation looks like in a list: title, last message, who answers, who writes. Throws outside `SupportProvider`. */
export const useConversationPreview = (options: UseConversationPreviewOptions): UseConversationPreviewReturn => {
  const { conversation, includeTimelineItems = false, initialTimelineItems } = options
  const { id } = conversation
  const widget = useWidget()
  const text = useSupportText()
  const typing = useStable(options.typing ?? {})
  const entries = useView((state) => typingEntries(state, id, typing))
  const timeline = useView((state) => timelineItems(state, id))
  const website = useView((state) => state.website.value)
  const today = new Date().toDateString()
  useThread(includeTimelineItems ? id : null)
  // Made here and not in a view: two previews of one conversation may be given different facts of it.
  return useMemo(
    () => conversationPreview(widget.get(), { conversation, includeTimelineItems, initialTimelineItems, typing }, text, new Date()),
    [widget, conversation, includeTimelineItems, initialTimelineItems, typing, text, entries, timeline, website, today]
  )
}
