import {
  type ConversationsQuery, type ConversationsValue, conversations, loadQuery, refetchConversations
} from "@cossistant/core/documented/conversations"
import { createEffect, createMemo, mergeProps } from "solid-js"
import { useWidget } from "../WidgetContext.ts"
import { type MaybeAccessor, read } from "./MaybeAccessor.ts"
import { type RefetchOptions, useRefetch } from "./useRefetch.ts"
import { useStored } from "./useStored.ts"
import { useWatched } from "./useWatched.ts"

export interface UseConversationsOptions extends ConversationsQuery, RefetchOptions {
  /** False asks for nothing and shows nothing. Default true. */
  readonly enabled?: boolean | undefined
}
export interface UseConversationsReturn extends Readonly<ConversationsValue> {
  /** Asks anew, for something else where `args` says so; rejects where it can't be loaded. */
  readonly refetch: (args?: ConversationsQuery) => Promise<ConversationsValue>
}

const disabled: ConversationsValue = { conversations: [], pagination: null, isLoading: false, error: null }

/** This visitor's conversations, live. Asks again when the window gets the focus, unless told not to. Throws outside `SupportProvider`. */
export const useConversations = (options: MaybeAccessor<UseConversationsOptions> = {}): UseConversationsReturn => {
  const widget = useWidget()
  const isEnabled = createMemo(() => read(options).enabled ?? true)
  const query = (): ConversationsQuery => {
    const { limit, order, orderBy, page, status } = read(options)
    return { limit, page, status, orderBy, order }
  }
  const value = useStored(useWatched((state) => isEnabled() ? conversations(state, query()) : disabled))
  const refetch = (args: ConversationsQuery = {}) => refetchConversations(widget, { ...query(), ...args })
  createEffect(() => {
    if (isEnabled()) loadQuery(widget, query()).catch(() => {})
  })
  useRefetch(isEnabled, () => {
    const { refetchInterval, refetchOnWindowFocus = true } = read(options)
    return { refetchInterval, refetchOnWindowFocus }
  }, () => refetch())
  return mergeProps(value, { refetch })
}
