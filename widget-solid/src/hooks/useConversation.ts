import { conversation, type ConversationValue, refetchConversation } from "@cossistant/core/documented/conversation"
import type { Conversation } from "@cossistant/types"
import { createMemo, mergeProps } from "solid-js"
import { useWidget } from "../WidgetContext.ts"
import { type MaybeAccessor, read } from "./MaybeAccessor.ts"
import { type RefetchOptions, useRefetch } from "./useRefetch.ts"
import { useStored } from "./useStored.ts"
import { useThread } from "./useThread.ts"
import { useWatched } from "./useWatched.ts"

export interface UseConversationOptions extends RefetchOptions {
  /** False asks for nothing and shows nothing. Default true. */
  readonly enabled?: boolean | undefined
}
export interface UseConversationReturn extends Readonly<ConversationValue> {
  /** Asks anew; null where there is no conversation to ask for. Rejects where it can't be loaded. */
  readonly refetch: () => Promise<Conversation | null>
}

/** One conversation, live; null while it isn't known. Throws outside `SupportProvider`. */
export const useConversation = (
  conversationId: MaybeAccessor<string | null>, options: MaybeAccessor<UseConversationOptions> = {}
): UseConversationReturn => {
  const widget = useWidget()
  const id = createMemo(() => read(options).enabled ?? true ? read(conversationId) : null)
  const value = useStored(useWatched((state) => conversation(state, id())))
  const refetch = async () => {
    const asked = read(conversationId)
    return asked === null ? null : refetchConversation(widget, asked)
  }
  useThread(id)
  useRefetch(() => id() !== null, () => read(options), refetch)
  return mergeProps(value, { refetch })
}
