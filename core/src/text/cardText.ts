import type { Card } from "../widget/card.ts"
import { agentName } from "./agentName.ts"
import { shortTime } from "./clock.ts"
import type { SupportText } from "./TextKey.ts"

export interface CardText {
  readonly title: string
  readonly line: string
  /** Null where the line says the time itself. */
  readonly time: string | null
}

/** What a conversation's card says: its title, one line under it (who types, what was said, or who said it) and a time. */
export const cardText = (text: SupportText, card: Card, now: Date): CardText => {
  const { preview } = card
  const time = shortTime(text, new Date(card.at), now)
  const said = preview === null ? null : preview.text ?? text("component.conversationButtonLink.attachment")
  const title = card.title ?? said ?? text("component.conversationButtonLink.fallbackTitle")
  if (card.typing !== null) {
    return { title, time, line: text("component.conversationButtonLink.typing", { name: agentName(text, card.typing) }) }
  }
  if (said !== null && title !== said) return { title, time, line: said }
  // A title made of the message needs no repetition: the line says who wrote it, and when.
  const line = preview === null || preview.isMine
    ? text("component.conversationButtonLink.lastMessage.visitor", { time })
    : text("component.conversationButtonLink.lastMessage.agent", { name: preview.senderName ?? agentName(text, card.agent), time })
  return { title, line, time: null }
}
