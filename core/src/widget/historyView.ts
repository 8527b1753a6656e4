import { type Card, cards, isListLoading } from "./card.ts"
import { initialConversations } from "./conversations.ts"
import { memo } from "./memo.ts"
import type { Problem } from "./Problem.ts"
import type { WidgetState } from "./WidgetState.ts"

export interface HistoryView {
  /** Nothing is known of them yet, not even a problem. */
  readonly isLoading: boolean
  readonly problem: Problem | null
  readonly cards: ReadonlyArray<Card>
  /** There are older ones on the server. */
  readonly hasMore: boolean
  readonly isLoadingMore: boolean
  /** How many of them. */
  readonly remainingCount: number
}

export const historyView: (state: WidgetState) => HistoryView = /* @__PURE__ */ memo(
  (state) => [isListLoading(state), cards(state), state.panel?.conversations] as const,
  (isLoading, cards, { byId, isLoadingMore, nextCursor, problem, total } = initialConversations) => ({
    isLoading: isLoading && !problem,
    problem,
    cards,
    hasMore: nextCursor !== null,
    isLoadingMore,
    remainingCount: Math.max(0, total - Object.keys(byId).length)
  })
)
