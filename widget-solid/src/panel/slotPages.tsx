import { conversation as conversationOf } from "@cossistant/core/documented/conversation"
import { supportNavigation } from "@cossistant/core/documented/supportNavigation"
import { supportValue } from "@cossistant/core/documented/supportValue"
import { websiteOf } from "@cossistant/core/documented/websiteOf"
import { conversationView } from "@cossistant/core/widget/conversationView"
import { ratingView } from "@cossistant/core/widget/ratingView"
import { type Component, createSignal, type JSX } from "solid-js"
import { Dynamic } from "solid-js/web"
import { useConversationHistoryPage } from "../hooks/useConversationHistoryPage.ts"
import { useHomePage } from "../hooks/useHomePage.ts"
import type {
  SupportConversationHistoryPageSlotProps, SupportConversationPageSlotProps, SupportHomePageSlotProps, SupportWatermarkSlotProps
} from "../SupportSlots.ts"
import { useValue } from "../useView.ts"
import { useWidget } from "../WidgetContext.ts"
import { useConversationValue } from "./useConversationValue.ts"
import { usePart } from "./usePart.ts"
import { useSite } from "./useSite.ts"

/** The host's home page with what the built-in one knows and does. */
export const HomeSlot = (props: { readonly Slot: Component<SupportHomePageSlotProps> }): JSX.Element => {
  const part = usePart("homePage")
  const value = useValue(supportValue)
  const site = useSite()
  const home = useHomePage()
  return (
    <Dynamic
      component={props.Slot}
      {...part.given}
      {...site}
      {...home}
      class={part.classNames()}
      className={part.classNames()}
      data-slot="home-page"
      data-page="HOME"
      quickOptions={value().quickOptions}
    />
  )
}

/** The host's list of conversations. */
export const HistorySlot = (props: { readonly Slot: Component<SupportConversationHistoryPageSlotProps> }): JSX.Element => {
  const widget = useWidget()
  const part = usePart("conversationHistoryPage")
  const site = useSite()
  const history = useConversationHistoryPage()
  const place = useValue(supportNavigation)
  return (
    <Dynamic
      component={props.Slot}
      {...part.given}
      {...history}
      availableAIAgents={site.availableAIAgents}
      availableHumanAgents={site.availableHumanAgents}
      canGoBack={place().canGoBack}
      class={part.classNames()}
      className={part.classNames()}
      data-slot="conversation-history-page"
      data-page="CONVERSATION_HISTORY"
      onGoBack={widget.goBack}
    />
  )
}

interface ConversationSlotProps {
  readonly Slot: Component<SupportConversationPageSlotProps>
  readonly conversationId: string
}

/** The host's page of one conversation. */
export const ConversationSlot = (props: ConversationSlotProps): JSX.Element => {
  const widget = useWidget()
  const { conversationId } = props
  const part = usePart("conversationPage")
  const site = useSite()
  const conversation = useConversationValue(conversationId)
  const place = useValue(supportNavigation)
  const active = useValue((state) => conversationOf(state, conversationId))
  const view = useValue((state) => conversationView(state, conversationId))
  const rating = useValue((state) => ratingView(state, conversationId))
  const [isRating, setRating] = createSignal(false)
  const onRateConversation = async (value: number, comment?: string) => {
    setRating(true)
    const problem = await widget.rate(conversationId, value, comment).finally(() => setRating(false))
    if (problem !== null) throw new Error(problem._tag)
  }
  return (
    <Dynamic
      component={props.Slot}
      {...part.given}
      {...site}
      conversation={conversation}
      activeConversation={active().conversation}
      canGoBack={place().canGoBack}
      onRateConversation={onRateConversation}
      class={part.classNames()}
      className={part.classNames()}
      data-slot="conversation-page"
      data-page="CONVERSATION"
      // This page is shown for the params of a conversation only.
      params={place().params as NonNullable<SupportConversationPageSlotProps["params"]>}
      isConversationClosed={view().closed !== null}
      resolvedRating={rating()?.value ?? null}
      isSubmittingRating={isRating() || (rating()?.isSubmitting ?? false)}
      onGoBack={widget.goBack}
    />
  )
}

/** The host's line in place of the product's name. */
export const WatermarkSlot = (props: { readonly Slot: Component<SupportWatermarkSlotProps> }): JSX.Element => {
  const part = usePart("watermark")
  const website = useValue(websiteOf)
  return (
    <Dynamic component={props.Slot} {...part.given} class={part.classNames()} className={part.classNames()} data-slot="watermark" website={website()} />
  )
}
