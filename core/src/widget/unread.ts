import type { WidgetState } from "./WidgetState.ts"

/** Messages by others that the visitor has not seen, over all conversations. */
export const unreadOf = ({ panel, website }: WidgetState): number => {
  const { byId, status } = panel?.conversations ?? {}
  if (!byId || status === "idle" || status === "loading" || status === "failed") return website.value?.unreadCount ?? 0
  return Object.values(byId).reduce((sum, { deletedAt, status, unreadCount }) =>
    deletedAt === null && status !== "spam" ? sum + unreadCount : sum, 0)
}

/** The same, or what the host page set it to, for as long as nothing else is counted. */
export const unreadCount = (state: WidgetState): number => {
  const { unreadSet } = state
  const counted = unreadOf(state)
  return unreadSet?.counted === counted ? unreadSet.count : counted
}
