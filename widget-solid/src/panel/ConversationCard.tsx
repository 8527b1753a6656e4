import { agentName } from "@cossistant/core/text/agentName"
import { cardText } from "@cossistant/core/text/cardText"
import type { Card } from "@cossistant/core/widget/card"
import { createMemo, type JSX, Show } from "solid-js"
import { useText } from "../TextContext.ts"
import { useWidget } from "../WidgetContext.ts"
import { Avatar } from "./Avatar.tsx"
import { useNow } from "./useNow.ts"

/** One conversation in a list: who answers, what it is about, what was said last and when. */
export const ConversationCard = (props: { readonly card: Card }): JSX.Element => {
  const widget = useWidget()
  const text = useText()
  const now = useNow(() => 60_000)
  const lines = createMemo(() => cardText(text, props.card, now()))
  const isUnread = () => props.card.unreadCount > 0
  return (
    <button
      type="button"
      class="co-row"
      data-unread={isUnread() ? "" : undefined}
      onClick={() => widget.openConversation(props.card.id)}
    >
      <Avatar name={agentName(text, props.card.agent)} image={props.card.agent?.image} size={32} />
      <span class="co-card-text">
        <span class="co-card-line">
          <span class="co-card-title">{lines().title}</span>
          <Show when={lines().time}>{(time) => <time dateTime={props.card.at}>{time()}</time>}</Show>
        </span>
        <span class="co-card-line">
          <span class="co-card-preview">{lines().line}</span>
          <Show when={isUnread()}><span class="co-unread-dot" /></Show>
        </span>
      </span>
      <Show when={isUnread()}>
        <span class="co-hidden">{text("common.labels.unread", { count: props.card.unreadCount })}</span>
      </Show>
    </button>
  )
}
