import { keepKeyboard } from "@cossistant/core/dom/keepKeyboard"
import { ratingView } from "@cossistant/core/widget/ratingView"
import { startAnew, writtenIn } from "@cossistant/core/widget/startAnew"
import { createUniqueId, type JSX, onMount, Show } from "solid-js"
import { useText } from "../TextContext.ts"
import { useValue } from "../useView.ts"
import { useWidget } from "../WidgetContext.ts"
import { RatingCard } from "./RatingCard.tsx"

const sentences = {
  resolved: "component.conversationPage.closedMessage",
  archived: "component.conversationPage.archivedMessage",
  gone: "error.notFound",
  spam: "component.conversationPage.spamMessage"
} as const

interface ClosedCardProps {
  readonly id: string
  readonly status: keyof typeof sentences
}

/**
 * In place of the composer once a conversation is closed: that it is, how it went, and how to go on. Words that were
 * being written go on with their writer.
 */
export const ClosedCard = (props: ClosedCardProps): JSX.Element => {
  const widget = useWidget()
  const text = useText()
  const rating = useValue((state) => ratingView(state, props.id))
  const reasonId = createUniqueId()
  const keep = (card: HTMLElement) => onMount(() => {
    if (writtenIn(widget.get(), props.id) !== "") keepKeyboard(card)
  })
  return (
    <div ref={keep} class="co-closed" data-status={props.status}>
      <p id={reasonId} role="status">{text(sentences[props.status])}</p>
      <Show when={props.status !== "gone" && rating()}>
        {(rating) => <RatingCard conversationId={props.id} rating={rating()} />}
      </Show>
      <button type="button" class="co-button" data-autofocus="" aria-describedby={reasonId} onClick={() => startAnew(widget, props.id)}>
        {text("common.actions.newConversation")}
      </button>
    </div>
  )
}
