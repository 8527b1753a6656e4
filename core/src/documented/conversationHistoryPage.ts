import type { Conversation } from "@cossistant/types"
import { isListLoading } from "../widget/card.ts"
import { historyView } from "../widget/historyView.ts"
import { remember } from "../widget/remember.ts"
import type { Widget } from "../widget/widget.ts"
import type { WidgetState } from "../widget/WidgetState.ts"
import type { Cell } from "./cell.ts"
import { conversationList, listProblem } from "./conversationList.ts"
import { type CossistantError, errorOf } from "./CossistantError.ts"
import { homePageActions, type HomePageCallbacks } from "./homePage.ts"
import { until } from "./until.ts"

/** How many conversations a history shows at first, and how many more each time. */
export const INITIAL_VISIBLE_COUNT = 4

/** What `useConversationHistoryPage()` gives, its functions aside. */
export interface ConversationHistoryPage {
  /** All that are loaded, newest first. */
  conversations: Conversation[]
  visibleConversations: Conversation[]
  visibleCount: number
  /** There are others, here or on the server. */
  hasMore: boolean
  /** How many. */
  remainingCount: number
  isLoading: boolean
  error: CossistantError | null
}

const views = remember<ConversationHistoryPage>()

/** A history that shows `visibleCount` conversations. */
export const conversationHistoryPage = (state: WidgetState, visibleCount: number): ConversationHistoryPage => {
  const conversations = conversationList(state)
  const { remainingCount: elsewhere } = historyView(state)
  const problem = listProblem(state)
  const isLoading = isListLoading(state)
  return views(state.self, String(visibleCount), [conversations, elsewhere, problem, isLoading], () => {
    const visibleConversations = conversations.slice(0, visibleCount)
    const remainingCount = conversations.length - visibleConversations.length + elsewhere
    return {
      conversations,
      visibleConversations,
      visibleCount: visibleConversations.length,
      hasMore: remainingCount > 0,
      remainingCount,
      isLoading,
      error: errorOf(problem)
    }
  })
}

/** What a page shows that asks for nothing: `enabled: false`. */
export const disabledHistoryPage: ConversationHistoryPage = {
  conversations: [], visibleConversations: [], visibleCount: 0, hasMore: false, remainingCount: 0, isLoading: false, error: null
}

export interface ConversationHistoryPageActions {
  /** Shows `step` more, and asks the server for them where they aren't here. */
  showMore: () => void
  showAll: () => void
  startConversation: (initialMessage?: string) => void
  openConversation: (conversationId: string) => void
}

/** Loads older pages until there are `count` conversations, all of them, or one page fails. */
export const loadConversations = async (widget: Widget, count: number): Promise<void> => {
  await widget.load()
  const here = () => conversationList(widget.get()).length
  await until(widget, (state) => isListLoading(state) ? undefined : true)
  while (here() < count && historyView(widget.get()).hasMore) {
    const before = here()
    widget.loadMoreConversations()
    await until(widget, (state) => historyView(state).isLoadingMore ? undefined : true)
    if (here() === before) return
  }
}

/** The functions of a history page; `visible` counts what it shows. Without callbacks the widget goes there. */
export const conversationHistoryPageActions = (
  widget: Widget,
  visible: Pick<Cell<number>, "get" | "set">,
  callbacks: () => Omit<HomePageCallbacks, "onOpenConversationHistory"> = () => ({}),
  step = INITIAL_VISIBLE_COUNT
): ConversationHistoryPageActions => {
  const { openConversation, startConversation } = homePageActions(widget, callbacks)
  const show = (count: number) => {
    visible.set(count)
    // What fails is told by the page's `error`.
    loadConversations(widget, count).catch(() => {})
  }
  return {
    showMore: () => show(visible.get() + step),
    showAll: () => show(Infinity),
    openConversation,
    startConversation
  }
}
