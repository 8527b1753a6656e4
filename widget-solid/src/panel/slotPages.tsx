import { conversation as conversationOf } from "@cossistant/core/documented/conversation"
import { errorOf } from "@cossistant/core/documented/CossistantError"
import { supportNavigation } from "@cossistant/core/documented/supportNavigation"
import { supportValue } from "@cossistant/core/documented/supportValue"
import { conversationView } from "@cossistant/core/widget/conversationView"
import { ratingView } from "@cossistant/core/widget/ratingView"
import { createSignal, type JSX } from "solid-js"
import { useConversationHistoryPage } from "../hooks/useConversationHistoryPage.ts"
import { useHomePage } from "../hooks/useHomePage.ts"
import { layered } from "../props.ts"
import type { SupportConversationHistoryPageSlotProps, SupportConversationPageSlotProps, SupportHomePageSlotProps } from "../SupportSlots.ts"
import { useValue } from "../useView.ts"
import { useWidget } from "../WidgetContext.ts"
import { drawSlot } from "./drawSlot.ts"
import { useConversationValue } from "./useConversationValue.ts"
import { useSite } from "./useSite.ts"

/** The host's home page with what the built-in one knows and does. */
export const HomeSlot = (): JSX.Element => {
  const value = useValue(supportValue)
  return drawSlot("homePage", layered<SupportHomePageSlotProps>(useSite(), useHomePage(), {
    "data-slot": "home-page",
    "data-page": "HOME",
    get quickOptions() { return value().quickOptions }
  }))
}

/** The host's list of conversations. */
export const HistorySlot = (): JSX.Element => {
  const widget = useWidget()
  const site = useSite()
  const place = useValue(supportNavigation)
  return drawSlot("conversationHistoryPage", layered<SupportConversationHistoryPageSlotProps>(useConversationHistoryPage(), {
    "data-slot": "conversation-history-page",
    "data-page": "CONVERSATION_HISTORY",
    get availableAIAgents() { return site.availableAIAgents },
    get availableHumanAgents() { return site.availableHumanAgents },
    get canGoBack() { return place().canGoBack },
    onGoBack: widget.goBack
  }))
}

/** The host's page of one conversation. */
export const ConversationSlot = (props: { readonly conversationId: string }): JSX.Element => {
  const widget = useWidget()
  const { conversationId } = props
  const conversation = useConversationValue(conversationId)
  const place = useValue(supportNavigation)
  const active = useValue((state) => conversationOf(state, conversationId))
  const view = useValue((state) => conversationView(state, conversationId))
  const rating = useValue((state) => ratingView(state, conversationId))
  const [isRating, setRating] = createSignal(false)
  const onRateConversation = async (value: number, comment?: string) => {
    setRating(true)
    const error = errorOf(await widget.rate(conversationId, value, comment).finally(() => setRating(false)))
    if (error !== null) throw error
  }
  return drawSlot("conversationPage", layered<SupportConversationPageSlotProps>(useSite(), {
    conversation,
    onRateConversation,
    "data-slot": "conversation-page",
    "data-page": "CONVERSATION",
    get activeConversation() { return active().conversation },
    get canGoBack() { return place().canGoBack },
    // This page is shown for the params of a conversation only.
    get params() { return place().params as NonNullable<SupportConversationPageSlotProps["params"]> },
    get isConversationClosed() { return view().closed !== null },
    get resolvedRating() { return rating()?.value ?? null },
    get isSubmittingRating() { return isRating() || (rating()?.isSubmitting ?? false) },
    onGoBack: widget.goBack
  }))
}
