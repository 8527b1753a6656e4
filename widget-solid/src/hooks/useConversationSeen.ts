import { seen } from "@cossistant/core/documented/seen"
import type { ConversationSeen } from "@cossistant/types"
import { type Accessor, createEffect, createSignal, onCleanup } from "solid-js"
import { type MaybeAccessor, read } from "./MaybeAccessor.ts"
import { useList } from "./useList.ts"
import { useWatched } from "./useWatched.ts"

export interface UseConversationSeenOptions {
  /** What is shown until the widget knows better. */
  readonly initialData?: ConversationSeen[] | undefined
}

const none: ConversationSeen[] = []

const useSeen = (conversationId: MaybeAccessor<string | null | undefined>, options: MaybeAccessor<UseConversationSeenOptions>) =>
  useWatched((state) => {
    const id = read(conversationId)
    const known = id ? seen(state, id) : none
    return known.length === 0 ? read(options).initialData ?? none : known
  })

/** Who has read a conversation how far, live. Throws outside `SupportProvider`. */
export const useConversationSeen = (
  conversationId: MaybeAccessor<string | null | undefined>, options: MaybeAccessor<UseConversationSeenOptions> = {}
): Accessor<ConversationSeen[]> => useList(useSeen(conversationId, options))

/** `useConversationSeen` that follows after `delay` milliseconds of quiet, so that receipts move after messages do. Default 500. */
export const useDebouncedConversationSeen = (
  conversationId: MaybeAccessor<string | null | undefined>, options: MaybeAccessor<UseConversationSeenOptions> = {}, delay: MaybeAccessor<number> = 500
): Accessor<ConversationSeen[]> => {
  const current = useSeen(conversationId, options)
  const [late, setLate] = createSignal(current())
  createEffect(() => {
    const next = current()
    const timer = setTimeout(() => setLate(next), read(delay))
    onCleanup(() => clearTimeout(timer))
  })
  return useList(late)
}
