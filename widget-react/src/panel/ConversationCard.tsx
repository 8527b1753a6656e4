import { agentName } from "@cossistant/core/text/agentName"
import { cardText } from "@cossistant/core/text/cardText"
import type { Card } from "@cossistant/core/widget/card"
import { type ReactElement } from "react"
import { useText } from "../TextContext.ts"
import { useWidget } from "../WidgetContext.ts"
import { Avatar } from "./Avatar.tsx"
import { useNow } from "./useNow.ts"

/** One conversation in a list: who answers, what it is about, what was said last and when. */
export const ConversationCard = ({ card }: { readonly card: Card }): ReactElement => {
  const widget = useWidget()
  const text = useText()
  const now = useNow(60_000)
  const { line, time, title } = cardText(text, card, now)
  const isUnread = card.unreadCount > 0
  return (
    <button
      type="button"
      className="co-row"
      data-unread={isUnread ? "" : undefined}
      onClick={() => widget.openConversation(card.id)}
    >
      <Avatar name={agentName(text, card.agent)} image={card.agent?.image} size={32} />
      <span className="co-card-text">
        <span className="co-card-line">
          <span className="co-card-title">{title}</span>
          {time !== null && <time dateTime={card.at}>{time}</time>}
        </span>
        <span className="co-card-line">
          <span className="co-card-preview">{line}</span>
          {isUnread && <span className="co-unread-dot" />}
        </span>
      </span>
      {isUnread && <span className="co-hidden">{text("common.labels.unread", { count: card.unreadCount })}</span>}
    </button>
  )
}
