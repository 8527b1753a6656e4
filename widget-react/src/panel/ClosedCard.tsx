import type { ConversationView } from "@cossistant/core/widget/conversationView"
import { type ReactElement } from "react"
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
export const ClosedCard = ({ id, rating, status }: ClosedCardProps): ReactElement => {
  const widget = useWidget()
  const text = useText()
  const RatingCard = useChunk(loadRare, rating !== null)?.RatingCard
  return (
    <div className="co-closed" data-status={status}>
      <p>{text(sentences[status])}</p>
      {rating !== null && RatingCard && <RatingCard conversationId={id} rating={rating} />}
      <button type="button" className="co-button" data-autofocus="" onClick={() => widget.startConversation()}>
        {text("common.actions.newConversation")}
      </button>
    </div>
  )
}
