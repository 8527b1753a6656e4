import { type ConversationPage, conversationPage } from "@cossistant/core/documented/conversationPage"
import { messageComposer, messageComposerActions } from "@cossistant/core/documented/messageComposer"
import type { MessageComposer } from "@cossistant/types"
import { useMemo } from "react"
import { useView } from "../useView.ts"
import { useWidget } from "../WidgetContext.ts"

/** A conversation's composer in its documented shape. */
export const useComposerValue = (conversationId: string): MessageComposer => {
  const widget = useWidget()
  const value = useView((state) => messageComposer(state, conversationId))
  const actions = useMemo(() => messageComposerActions(widget, conversationId), [widget, conversationId])
  return useMemo(() => ({ ...value, ...actions }), [value, actions])
}

/** The conversation that a page shows, in its documented shape. */
export const useConversationValue = (conversationId: string): ConversationPage & { composer: MessageComposer } => {
  const page = useView((state) => conversationPage(state, conversationId))
  const composer = useComposerValue(conversationId)
  return useMemo(() => ({ ...page, composer }), [page, composer])
}
