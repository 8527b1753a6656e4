import { makeCell } from "@cossistant/core/documented/cell"
import {
  type ConversationHistoryPage, type ConversationHistoryPageActions, conversationHistoryPage, conversationHistoryPageActions,
  disabledHistoryPage, INITIAL_VISIBLE_COUNT, loadConversations
} from "@cossistant/core/documented/conversationHistoryPage"
import type { HomePageCallbacks } from "@cossistant/core/documented/homePage"
import { createEffect, createMemo, untrack } from "solid-js"
import { layered } from "../props.ts"
import { useWidget } from "../WidgetContext.ts"
import { type MaybeAccessor, read } from "./MaybeAccessor.ts"
import { useCell } from "./useCell.ts"
import { useStored } from "./useStored.ts"
import { useWatched } from "./useWatched.ts"

export interface UseConversationHistoryPageOptions extends Omit<HomePageCallbacks, "onOpenConversationHistory"> {
  /** How many are shown at first, and how many more each time; read once. Default 4. */
  readonly initialVisibleCount?: number | undefined
  /** False asks for nothing and shows nothing. Default true. */
  readonly enabled?: boolean | undefined
}
export interface UseConversationHistoryPageReturn extends Readonly<ConversationHistoryPage>, Readonly<ConversationHistoryPageActions> {}

/**
 * What a list of all conversations needs. Older ones are loaded as they are asked for, to the very first. Where a callback
 * isn't given, the widget goes there itself. Throws outside `SupportProvider`.
 */
export const useConversationHistoryPage = (
  options: MaybeAccessor<UseConversationHistoryPageOptions> = {}
): UseConversationHistoryPageReturn => {
  const widget = useWidget()
  const isEnabled = createMemo(() => read(options).enabled ?? true)
  const step = untrack(() => read(options).initialVisibleCount) ?? INITIAL_VISIBLE_COUNT
  const visible = makeCell(step)
  const count = useCell(() => visible)
  const page = useStored(useWatched((state) => isEnabled() ? conversationHistoryPage(state, count()) : disabledHistoryPage))
  createEffect(() => {
    if (isEnabled()) loadConversations(widget, visible.get()).catch(() => {})
  })
  return layered(page, conversationHistoryPageActions(widget, visible, () => read(options), step))
}
