import { sourcesOf } from "@cossistant/core/widget/toolRow"
import Bot from "lucide-solid/icons/bot"
import Lock from "lucide-solid/icons/lock"
import { For, Show } from "solid-js"
import { ByEmail } from "../inboundMail/ByEmail.tsx"
import { DeliveryBadge, DeliveryTrouble } from "../mail/DeliveryBadge.tsx"
import { memberName } from "../site/memberName.ts"
import { useSite } from "../site/SiteContext.ts"
import { Avatar } from "../ui/Avatar.tsx"
import { Keyed } from "../ui/Keyed.tsx"
import { clockTime, fullTime } from "../ui/time.ts"
import { Attachments } from "./Attachments.tsx"
import { MessageWords } from "./MessageWords.tsx"
import { ReplyState } from "./ReplyState.tsx"
import { Sources } from "./Sources.tsx"
import type { Row } from "./timelineRows.ts"

/** One author's messages of one breath: visitor left, team right, notes on their own ground. */
export const MessageGroup = (props: {
  readonly row: Extract<Row, { _tag: "Messages" }>
  readonly visitorName: string
  readonly visitorImage: string | null
}) => {
  const { me, team } = useSite()
  const isTeam = () => props.row.author.kind !== "visitor"
  const isMine = () => props.row.author.id === me().userId
  const name = () => {
    const { id, kind } = props.row.author
    return kind === "visitor" ? props.visitorName : kind === "ai" ? "Assistant" : isMine() ? "You" : memberName(team(), id)
  }
  const image = () => isTeam() ? team().find((member) => member.userId === props.row.author.id)?.image : props.visitorImage
  const last = () => props.row.messages.at(-1)
  const isMailed = () => isTeam() && !props.row.isPrivate && !props.row.visitorSeenAt
  const seqs = () => props.row.messages.flatMap(({ item, reply }) => reply === null ? [item.seq] : [])
  return (
    <div class="group" data-side={isTeam() ? "team" : "visitor"} data-private={props.row.isPrivate ? "" : undefined}>
      <Avatar name={isMine() ? me().name : name()} image={image()} size={24} />
      <div class="group-stack">
        <span class="hidden-words">{name()}: </span>
        <Show when={props.row.isPrivate}>
          <p class="note-label"><Lock size={12} />Private note</p>
        </Show>
        <Keyed each={props.row.messages} by={(message) => message.key}>
          {(message) => (
            <div class="message" data-state={message().reply === null ? undefined : message().reply?.problem ? "failed" : "sending"}>
              <MessageWords item={message().item} />
              <Attachments item={message().item} />
              <Sources sources={sourcesOf(message().item.parts)} />
              <ByEmail item={message().item} />
              <Show when={message().reply} keyed>{(reply) => <ReplyState reply={reply} />}</Show>
            </div>
          )}
        </Keyed>
        <p class="group-foot">
          <Show when={props.row.author.kind === "ai"}><Bot size={12} /></Show>
          <Show when={isTeam()}><span aria-hidden="true">{name()}</span></Show>
          <Show when={last()}>{(message) => <time dateTime={message().item.createdAt} title={fullTime(message().item.createdAt)}>{clockTime(message().item.createdAt)}</time>}</Show>
          <Show when={isMailed()}><DeliveryBadge seqs={seqs()} /></Show>
          <Show when={props.row.visitorSeenAt}>{(at) => <span title={fullTime(at())}>Seen</span>}</Show>
          <For each={props.row.readers.slice(0, 3)}>
            {(id) => <span class="reader" title={`${memberName(team(), id)} has read this`}><Avatar name={memberName(team(), id)} size={20} /></span>}
          </For>
        </p>
        <Show when={isMailed()}><DeliveryTrouble seqs={seqs()} /></Show>
      </div>
    </div>
  )
}
