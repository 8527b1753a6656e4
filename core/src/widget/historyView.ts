import { type Card, cards, isListLoading } from "./card.ts"
import { memo } from "./memo.ts"
import type { Problem } from "./Problem.ts"
import type { WidgetState } from "./WidgetState.ts"

export interface HistoryView {
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
  (isLoading, cards, list) => ({
    isLoading,
    problem: list?.problem ?? null,
    cards,
    hasMore: (list?.nextCursor ?? null) !== null,
    isLoadingMore: list?.isLoadingMore ?? false,
    remainingCount: list ? Math.max(0, list.total - Object.keys(list.byId).length) : 0
  })
)
