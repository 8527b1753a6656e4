import { type ConversationPage, conversationPage } from "@cossistant/core/documented/conversationPage"
import { messageComposer, messageComposerActions } from "@cossistant/core/documented/messageComposer"
import type { MessageComposer } from "@cossistant/types"
import { useFields } from "../hooks/useFields.ts"
import { useValue } from "../useView.ts"
import { useWidget } from "../WidgetContext.ts"

/** A conversation's composer in its documented shape. */
export const useComposerValue = (conversationId: string): MessageComposer =>
  Object.assign(
    useFields(useValue((state) => messageComposer(state, conversationId))),
    messageComposerActions(useWidget(), conversationId)
  )

/** The conversation that a page shows, in its documented shape. */
export const useConversationValue = (conversationId: string): ConversationPage & { composer: MessageComposer } =>
  Object.assign(
    useFields(useValue((state) => conversationPage(state, conversationId))),
    { composer: useComposerValue(conversationId) }
  )
