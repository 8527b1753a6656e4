import type { Conversation } from "@cossistant/types"
import { conversationView } from "../widget/conversationView.ts"
import { remember } from "../widget/remember.ts"
import type { Widget } from "../widget/widget.ts"
import type { WidgetState } from "../widget/WidgetState.ts"
import { conversationList } from "./conversationList.ts"
import { conversationOf } from "./conversationOf.ts"
import { type CossistantError, errorOf } from "./CossistantError.ts"
import { ownerOf } from "./owner.ts"
import { until } from "./until.ts"

/** What `useConversation()` gives, `refetch` aside. */
export interface ConversationValue {
  conversation: Conversation | null
  isLoading: boolean
  error: CossistantError | null
}

const none: ConversationValue = { conversation: null, isLoading: false, error: null }
const views = remember<ConversationValue>()

/** One conversation, archived ones too; null while it isn't known. */
export const conversation = (state: WidgetState, conversationId: string | null): ConversationValue => {
  if (conversationId === null) return none
  const noun = state.panel?.conversations.byId[conversationId]
  const listed = conversationList(state).find(({ id }) => id === conversationId)
  const found = listed ?? (noun ? conversationOf(noun, ownerOf(state)) : null)
  const { isLoading, problem } = conversationView(state, conversationId)
  return views(state.self, conversationId, [found, isLoading, problem], () => ({
    conversation: found, isLoading: isLoading && found === null, error: errorOf(problem)
  }))
}

/** Makes sure that a conversation and its thread are loaded, in sight or not. */
export const wantThread = async (widget: Widget, conversationId: string): Promise<void> => {
  await widget.load()
  widget.send({ _tag: "ThreadAsked", conversationId })
}

/** Asks for a conversation and the newest page of its thread anew. Rejects where it can't be loaded. */
export const refetchThread = async (widget: Widget, conversationId: string): Promise<void> => {
  await wantThread(widget, conversationId)
  widget.send({ _tag: "ThreadDue", conversationId })
  const thread = await until(widget, ({ panel }) => {
    const thread = panel?.threads[conversationId]
    return thread?.status === "loading" || thread?.status === "idle" ? undefined : thread ?? null
  })
  const error = thread?.status === "failed" ? errorOf(thread.problem) : null
  if (error) throw error
}

/** As `refetchThread`, and gives the conversation. */
export const refetchConversation = async (widget: Widget, conversationId: string): Promise<Conversation | null> => {
  await refetchThread(widget, conversationId)
  return conversation(widget.get(), conversationId).conversation
}
