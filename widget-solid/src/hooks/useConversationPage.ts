import { conversationPage, type ConversationPage, openConversationPage } from "@cossistant/core/documented/conversationPage"
import type { MessageComposer, TimelineItem } from "@cossistant/types"
import { createEffect, createMemo, mergeProps, untrack } from "solid-js"
import { useWidget } from "../WidgetContext.ts"
import { type MaybeAccessor, read } from "./MaybeAccessor.ts"
import { useConversationAutoSeen } from "./useConversationAutoSeen.ts"
import { useConversationId, useMessageComposer } from "./useMessageComposer.ts"
import { useStored } from "./useStored.ts"
import { useFreshThread } from "./useThread.ts"
import { useWatched } from "./useWatched.ts"

export interface UseConversationPageOptions {
  /** A conversation's id, or `"__pending__"` for one that begins with its first message. A change shows the other one. */
  readonly conversationId: string
  /** Sent at once, without welcome messages, to a conversation that nothing was sent to yet. */
  readonly initialMessage?: string | undefined
  /** A new conversation has begun, under this id. */
  readonly onConversationIdChange?: ((conversationId: string) => void) | undefined
  /** Shown while there is nothing else. */
  readonly items?: ReadonlyArray<TimelineItem> | undefined
  /** Counts the conversation as read while it is in sight. Default true. */
  readonly autoSeenEnabled?: boolean | undefined
}
export interface UseConversationPageReturn extends Readonly<Omit<ConversationPage, "error">> {
  readonly error: Error | null
  readonly composer: MessageComposer
}

/**
 * One conversation as a page of one's own: what was written, and a field to write in. To follow another id, give options
 * with a getter, `{ get conversationId() { return props.id } }`, or a function. Throws outside `SupportProvider`.
 */
export const useConversationPage = (options: MaybeAccessor<UseConversationPageOptions>): UseConversationPageReturn => {
  const widget = useWidget()
  const given = createMemo(() => read(options).conversationId)
  const initialMessage = createMemo(() => read(options).initialMessage)
  const id = useConversationId(given)
  const page = useStored(useWatched((state) => conversationPage(state, id(), read(options).items)))
  const composer = useMessageComposer({ get conversationId() { return id() } })
  const hasBegun = useWatched((state) =>
    !conversationPage(state, id()).isPending || (state.panel?.outbox.some(({ conversationId }) => conversationId === id()) ?? false))
  createEffect(() => {
    openConversationPage(widget, id(), initialMessage()).catch(() => {
      // The page's `error` tells; opening it again tries again.
    })
  })
  useFreshThread(id)
  createEffect<string | null>((told) => {
    const current = id()
    if (!hasBegun() || current === given() || told === current) return told
    untrack(() => read(options).onConversationIdChange?.(current))
    return current
  }, null)
  useConversationAutoSeen(() => ({ conversationId: id(), enabled: read(options).autoSeenEnabled ?? true }))
  return mergeProps(page, { composer, get error() { return page.error ?? composer.error } })
}
