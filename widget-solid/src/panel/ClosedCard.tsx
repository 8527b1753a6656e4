import type { ConversationView } from "@cossistant/core/widget/conversationView"
import { type JSX, Show } from "solid-js"
import { Dynamic } from "solid-js/web"
import { useText } from "../TextContext.ts"
import { useChunk } from "../useChunk.ts"
import { useWidget } from "../WidgetContext.ts"
import { loadRare } from "./lazyParts.ts"

const sentences = {
  resolved: "component.conversationPage.closedMessage",
  archived: "component.conversationPage.archivedMessage",
  spam: "component.conversationPage.spamMessage"
} as const

interface ClosedCardProps extends Pick<ConversationView, "id" | "rating"> {
  readonly status: keyof typeof sentences
}

/** In place of the composer once a conversation is closed: that it is, how it went, and how to go on. */
export const ClosedCard = (props: ClosedCardProps): JSX.Element => {
  const widget = useWidget()
  const text = useText()
  const rare = useChunk(() => props.rating === null ? null : loadRare)
  return (
    <div class="co-closed" data-status={props.status}>
      <p>{text(sentences[props.status])}</p>
      <Show when={rare() && props.rating}>
        {(rating) => <Dynamic component={rare()?.RatingCard} conversationId={props.id} rating={rating()} />}
      </Show>
      <button type="button" class="co-button" data-autofocus="" onClick={() => widget.startConversation()}>
        {text("common.actions.newConversation")}
      </button>
    </div>
  )
}
