import { ratingView } from "@cossistant/core/widget/ratingView"
import { type ReactElement } from "react"
import { useText } from "../TextContext.ts"
import { useView } from "../useView.ts"
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
export const ClosedCard = ({ id, status }: ClosedCardProps): ReactElement => {
  const widget = useWidget()
  const text = useText()
  const rating = useView((state) => ratingView(state, id))
  return (
    <div className="co-closed" data-status={status}>
      <p>{text(sentences[status])}</p>
      {rating !== null && <RatingCard conversationId={id} rating={rating} />}
      <button type="button" className="co-button" data-autofocus="" onClick={() => widget.startConversation()}>
        {text("common.actions.newConversation")}
      </button>
    </div>
  )
}
