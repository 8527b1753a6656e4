import { type ConversationPreview, conversationPreview, type ConversationPreviewOptions } from "@cossistant/core/documented/conversationPreview"
import { timelineItems } from "@cossistant/core/documented/timelineItems"
import { typingEntries } from "@cossistant/core/documented/typingEntries"
import { createMemo, mergeProps } from "solid-js"
import { useSupportText } from "../useSupportText.ts"
import { useWidget } from "../WidgetContext.ts"
import { type MaybeAccessor, read } from "./MaybeAccessor.ts"
import { useStored } from "./useStored.ts"
import { useThread } from "./useThread.ts"
import { useWatched } from "./useWatched.ts"

export type UseConversationPreviewOptions = ConversationPreviewOptions
export type UseConversationPreviewReturn = Readonly<ConversationPreview>

/** What a conversation looks like in a list: title, last message, who answers, who writes. Throws outside `SupportProvider`. */
export const useConversationPreview = (options: MaybeAccessor<UseConversationPreviewOptions>): UseConversationPreviewReturn => {
  const widget = useWidget()
  const text = useSupportText()
  const id = createMemo(() => read(options).conversation.id)
  const threadId = createMemo(() => read(options).includeTimelineItems ? id() : null)
  const entries = useWatched((state) => typingEntries(state, id(), read(options).typing))
  const timeline = useWatched((state) => timelineItems(state, id()))
  const website = useWatched((state) => state.website.value)
  useThread(threadId)
  const rest = useStored(createMemo(() => {
    // What a preview is made of besides the options; made here, as two of one conversation may be given different facts.
    void [entries(), timeline(), website()]
    const { conversation: _given, ...rest } = conversationPreview(widget.get(), read(options), text, new Date())
    return rest
  }))
  // The very one that was given: a list's element follows its fields by itself, which a copy wouldn't.
  return mergeProps(rest, { get conversation() { return read(options).conversation } })
}
