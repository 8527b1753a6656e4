import { agentName } from "@cossistant/core/text/agentName"
import { clockTime } from "@cossistant/core/text/clock"
import type { Row } from "@cossistant/core/widget/conversationView"
import { type JSX, Show } from "solid-js"
import { useText } from "../TextContext.ts"
import { Avatar } from "./Avatar.tsx"
import { Each } from "./Each.tsx"
import { Message } from "./Message.tsx"
import { Receipt } from "./Receipt.tsx"

interface MessageGroupProps {
  readonly group: Extract<Row, { readonly _tag: "Messages" }>
  readonly newestFromOthers: string | null
}

/** What one sender said in a row, with the time and who has seen it below. */
export const MessageGroup = (props: MessageGroupProps): JSX.Element => {
  const text = useText()
  const name = () => props.group.isMine ? text("common.fallbacks.you") : agentName(text, props.group.sender)
  return (
    <div class="co-group" data-mine={props.group.isMine ? "" : undefined}>
      <Show when={!props.group.isMine}><Avatar name={name()} image={props.group.sender?.image} presence={props.group.sender?.presence} /></Show>
      <div class="co-stack">
        <Each each={props.group.messages}>
          {(message) => (
            <Message
              message={message()}
              name={name()}
              isNew={message().key === props.newestFromOthers || message().delivery._tag === "Sending"}
            />
          )}
        </Each>
      </div>
      <div class="co-meta">
        <Show when={!props.group.isMine}><bdi aria-hidden="true">{name()}</bdi></Show>
        <time dateTime={props.group.at}><bdi>{clockTime(text, new Date(props.group.at))}</bdi></time>
        <Show when={props.group.sender?.kind === "ai"}><span>{text("component.message.timestamp.aiIndicator")}</span></Show>
        <Show when={props.group.isMine}><Receipt group={props.group} /></Show>
      </div>
    </div>
  )
}
