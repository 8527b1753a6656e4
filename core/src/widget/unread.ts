import type { WidgetState } from "./WidgetState.ts"

/** Messages by others that the visitor has not seen, over all conversations. */
export const unreadOf = ({ panel, website }: WidgetState): number => {
  const { byId, isKnown } = panel?.conversations ?? {}
  if (!byId || !isKnown) return website.value?.unreadCount ?? 0
  return Object.values(byId).reduce((sum, { deletedAt, status, unreadCount }) =>
    deletedAt === null && status !== "spam" ? sum + unreadCount : sum, 0)
}

/** The same, or what the host page set it to. */
export const unreadCount = (state: WidgetState): number => state.unreadSet?.count ?? unreadOf(state)

/** What the host page set is over for good once another number is counted. */
export const withoutOldUnread = (state: WidgetState): WidgetState =>
  state.unreadSet && state.unreadSet.counted !== unreadOf(state) ? { ...state, unreadSet: null } : state
