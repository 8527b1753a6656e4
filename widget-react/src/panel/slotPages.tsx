import { type ComponentType, type ReactElement, useState } from "react"
import { conversationView } from "@cossistant/core/widget/conversationView"
import { ratingView } from "@cossistant/core/widget/ratingView"
import { conversation as conversationOf } from "@cossistant/core/documented/conversation"
import { errorOf } from "@cossistant/core/documented/CossistantError"
import { supportNavigation } from "@cossistant/core/documented/supportNavigation"
import { supportValue } from "@cossistant/core/documented/supportValue"
import { websiteOf } from "@cossistant/core/documented/websiteOf"
import { useConversationHistoryPage } from "../hooks/useConversationHistoryPage.ts"
import { useHomePage } from "../hooks/useHomePage.ts"
import type {
  SupportConversationHistoryPageSlotProps, SupportConversationPageSlotProps, SupportHomePageSlotProps, SupportWatermarkSlotProps
} from "../SupportSlots.ts"
import { useView } from "../useView.ts"
import { useWidget } from "../WidgetContext.ts"
import { useConversationValue } from "./useConversationValue.ts"
import { usePart } from "./usePart.ts"
import { useSite } from "./useSite.ts"

interface SlotProps<Props> {
  readonly Slot: ComponentType<Props>
}

/** The host's home page with what the built-in one knows and does. */
export const HomeSlot = ({ Slot }: SlotProps<SupportHomePageSlotProps>): ReactElement => {
  const { classNames, given } = usePart("homePage")
  const { quickOptions } = useView(supportValue)
  return (
    <Slot {...given} {...useSite()} {...useHomePage()} className={classNames()} data-slot="home-page" data-page="HOME" quickOptions={quickOptions} />
  )
}

/** The host's list of conversations. */
export const HistorySlot = ({ Slot }: SlotProps<SupportConversationHistoryPageSlotProps>): ReactElement => {
  const widget = useWidget()
  const { classNames, given } = usePart("conversationHistoryPage")
  const { availableAIAgents, availableHumanAgents } = useSite()
  const { canGoBack } = useView(supportNavigation)
  return (
    <Slot
      {...given}
      {...useConversationHistoryPage()}
      {...{ availableAIAgents, availableHumanAgents, canGoBack }}
      className={classNames()}
      data-slot="conversation-history-page"
      data-page="CONVERSATION_HISTORY"
      onGoBack={widget.goBack}
    />
  )
}

interface ConversationSlotProps extends SlotProps<SupportConversationPageSlotProps> {
  readonly conversationId: string
}

/** The host's page of one conversation. */
export const ConversationSlot = ({ Slot, conversationId }: ConversationSlotProps): ReactElement => {
  const widget = useWidget()
  const { classNames, given } = usePart("conversationPage")
  const conversation = useConversationValue(conversationId)
  const { canGoBack, params } = useView(supportNavigation)
  const { conversation: activeConversation } = useView((state) => conversationOf(state, conversationId))
  const { closed } = useView((state) => conversationView(state, conversationId))
  const rating = useView((state) => ratingView(state, conversationId))
  const [isRating, setRating] = useState(false)
  const onRateConversation = async (value: number, comment?: string) => {
    setRating(true)
    const error = errorOf(await widget.rate(conversationId, value, comment).finally(() => setRating(false)))
    if (error !== null) throw error
  }
  return (
    <Slot
      {...given}
      {...useSite()}
      {...{ activeConversation, canGoBack, conversation, onRateConversation }}
      className={classNames()}
      data-slot="conversation-page"
      data-page="CONVERSATION"
      // This page is shown for the params of a conversation only.
      params={params as NonNullable<SupportConversationPageSlotProps["params"]>}
      isConversationClosed={closed !== null}
      resolvedRating={rating?.value ?? null}
      isSubmittingRating={isRating || (rating?.isSubmitting ?? false)}
      onGoBack={widget.goBack}
    />
  )
}

/** The host's line in place of the product's name. */
export const WatermarkSlot = ({ Slot }: SlotProps<SupportWatermarkSlotProps>): ReactElement => {
  const { classNames, given } = usePart("watermark")
  const website = useView(websiteOf)
  return <Slot {...given} className={classNames()} data-slot="watermark" website={website} />
}
