import { type Card, cards, isListLoading } from "./card.ts"
import { memo } from "./memo.ts"
import type { Problem } from "./Problem.ts"
import type { WidgetState } from "./WidgetState.ts"

export type { Card, Preview } from "./card.ts"

export interface HomeView {
  readonly isLoading: boolean
  readonly problem: Problem | null
  /** The first word of the contact's name. */
  readonly greetingName: string | undefined
  readonly websiteName: string | null
  readonly quickOptions: ReadonlyArray<string>
  /** The newest open conversation, else the newest. */
  readonly latest: Card | null
  /** How many there are besides it, on the server too. */
  readonly otherCount: number
  readonly conversations: ReadonlyArray<Card>
}

const none: ReadonlyArray<never> = []

/** What keeps the newest ones from coming; older ones are the history's matter. */
const problemIn = ({ panel }: WidgetState): Problem | null => {
  const { problem = null, status } = panel?.conversations ?? {}
  return status === "ready" ? null : problem
}

export const homeView: (state: WidgetState) => HomeView = /* @__PURE__ */ memo(
  (state) => [
    isListLoading(state), problemIn(state), state.website.value,
    state.settings.quickOptions ?? none, cards(state), state.panel?.conversations.total ?? 0
  ] as const,
  (isLoading, problem, website, quickOptions, conversations, total) => {
    const latest = conversations.find(({ status }) => status === "open") ?? conversations[0] ?? null
    return {
      isLoading,
      problem,
      greetingName: website?.visitor?.contact?.name?.trim().split(/\s+/)[0] || undefined,
      websiteName: website?.name ?? null,
      quickOptions,
      latest,
      otherCount: latest ? Math.max(total, conversations.length) - 1 : 0,
      conversations
    }
  }
)
