import { ratingView } from "@cossistant/core/widget/ratingView"
import { type JSX, Show } from "solid-js"
import { useText } from "../TextContext.ts"
import { useValue } from "../useView.ts"
import { useWidget } from "../WidgetContext.ts"
import { RatingCard } from "./RatingCard.tsx"

const sentences = {
  resolved: "component.conversationPage.closedMessage",
  archived: "component.conversationPage.archivedMessage",
  spam: "component.conversationPage.spamMessage"
} as const

interface ClosedCardProps {
  readonly id: string
  readonly status: keyof typeof sentences
}

/** In place of the composer once a conversation is closed: that it is, how it went, and how to go on. */
export const ClosedCard = (props: ClosedCardProps): JSX.Element => {
  const widget = useWidget()
  const text = useText()
  const rating = useValue((state) => ratingView(state, props.id))
  return (
    <div class="co-closed" data-status={props.status}>
      <p>{text(sentences[props.status])}</p>
      <Show when={rating()}>
        {(rating) => <RatingCard conversationId={props.id} rating={rating()} />}
      </Show>
      <button type="button" class="co-button" data-autofocus="" onClick={() => widget.startConversation()}>
        {text("common.actions.newConversation")}
      </button>
    </div>
  )
}
