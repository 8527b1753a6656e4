import type { Conversation } from "@cossistant/types"
import { isListLoading } from "../widget/card.ts"
import { homeView } from "../widget/homeView.ts"
import { memo } from "../widget/memo.ts"
import type { Widget } from "../widget/widget.ts"
import type { WidgetState } from "../widget/WidgetState.ts"
import { conversationList, listProblem } from "./conversationList.ts"
import { type CossistantError, errorOf } from "./CossistantError.ts"

/** What `useHomePage()` gives, its functions aside. */
export interface HomePage {
  /** Newest first. */
  conversations: Conversation[]
  isLoading: boolean
  error: CossistantError | null
  /** The newest open one, else the newest. */
  lastOpenConversation: Conversation | undefined
  /** How many there are besides it, on the server too. */
  availableConversationsCount: number
  hasConversations: boolean
}

/** What a home page shows of conversations. */
export const homePage: (state: WidgetState) => HomePage = /* @__PURE__ */ memo(
  (state) => [conversationList(state), isListLoading(state), listProblem(state), homeView(state).otherCount] as const,
  (conversations, isLoading, problem, availableConversationsCount) => ({
    conversations,
    isLoading,
    error: errorOf(problem),
    lastOpenConversation: conversations.find(({ status }) => status === "open") ?? conversations[0],
    availableConversationsCount,
    hasConversations: conversations.length > 0
  })
)

/** What a page shows that asks for nothing: `enabled: false`. */
export const disabledHomePage: HomePage = {
  conversations: [], isLoading: false, error: null, lastOpenConversation: undefined, availableConversationsCount: 0, hasConversations: false
}

/** What a host does itself in place of the widget. */
export interface HomePageCallbacks {
  onStartConversation?: ((initialMessage?: string) => void) | undefined
  onOpenConversation?: ((conversationId: string) => void) | undefined
  onOpenConversationHistory?: (() => void) | undefined
}

export interface HomePageActions {
  startConversation: (initialMessage?: string) => void
  openConversation: (conversationId: string) => void
  openConversationHistory: () => void
}

/** The functions of a home page: what the host has said, else the widget goes there. `callbacks` gives those of now. */
export const homePageActions = (widget: Widget, callbacks: () => HomePageCallbacks = () => ({})): HomePageActions => ({
  startConversation: (initialMessage) => (callbacks().onStartConversation ?? widget.startConversation)(initialMessage),
  openConversation: (conversationId) => (callbacks().onOpenConversation ?? widget.openConversation)(conversationId),
  openConversationHistory: () => (callbacks().onOpenConversationHistory ?? (() => widget.navigate({ page: "CONVERSATION_HISTORY" })))()
})
