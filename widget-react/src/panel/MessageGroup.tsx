import { agentName } from "@cossistant/core/text/agentName"
import { clockTime } from "@cossistant/core/text/clock"
import type { Row } from "@cossistant/core/widget/conversationView"
import { type ReactElement } from "react"
import { useText } from "../TextContext.ts"
import { Avatar } from "./Avatar.tsx"
import { Message } from "./Message.tsx"
import { Receipt } from "./Receipt.tsx"

interface MessageGroupProps {
  readonly group: Extract<Row, { readonly _tag: "Messages" }>
  readonly newestFromOthers: string | null
}

/** What one sender said in a row, with the time and who has seen it below. */
export const MessageGroup = ({ group, newestFromOthers }: MessageGroupProps): ReactElement => {
  const text = useText()
  const { isMine, messages, sender } = group
  const name = isMine ? text("common.fallbacks.you") : agentName(text, sender)
  return (
    <div className="co-group" data-mine={isMine ? "" : undefined}>
      {!isMine && <Avatar name={name} image={sender?.image} presence={sender?.presence} />}
      <div className="co-stack">
        {messages.map((message) => (
          <Message
            key={message.key}
            message={message}
            name={name}
            isNew={message.key === newestFromOthers || message.delivery._tag === "Sending"}
          />
        ))}
      </div>
      <div className="co-meta">
        {!isMine && <bdi aria-hidden="true">{name}</bdi>}
        <time dateTime={group.at}><bdi>{clockTime(text, new Date(group.at))}</bdi></time>
        {sender?.kind === "ai" && <span>{text("component.message.timestamp.aiIndicator")}</span>}
        {isMine && <Receipt group={group} />}
      </div>
    </div>
  )
}
