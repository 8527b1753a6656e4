import { keepKeyboard } from "@cossistant/core/dom/keepKeyboard"
import { ratingView } from "@cossistant/core/widget/ratingView"
import { startAnew, writtenIn } from "@cossistant/core/widget/startAnew"
import { type ReactElement, useEffect, useId, useRef } from "react"
import { useText } from "../TextContext.ts"
import { useView } from "../useView.ts"
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
export const ClosedCard = ({ id, status }: ClosedCardProps): ReactElement => {
  const widget = useWidget()
  const text = useText()
  const rating = useView((state) => ratingView(state, id))
  const card = useRef<HTMLDivElement>(null)
  const reasonId = useId()
  useEffect(() => {
    if (card.current !== null && writtenIn(widget.get(), id) !== "") keepKeyboard(card.current)
  }, [widget, id])
  return (
    <div ref={card} className="co-closed" data-status={status}>
      <p id={reasonId} role="status">{text(sentences[status])}</p>
      {rating !== null && status !== "gone" && <RatingCard conversationId={id} rating={rating} />}
      <button type="button" className="co-button" data-autofocus="" aria-describedby={reasonId} onClick={() => startAnew(widget, id)}>
        {text("common.actions.newConversation")}
      </button>
    </div>
  )
}
