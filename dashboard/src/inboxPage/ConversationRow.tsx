import { createMemo, Show } from "solid-js"
import { applyChanges } from "../inbox/changes.ts"
import { composerOf } from "../inbox/composers.ts"
import { isUnread } from "../inbox/conversations.ts"
import type { Conversation } from "../inbox/nouns.ts"
import { visitorName } from "../inbox/visitorName.ts"
import { memberName } from "../site/memberName.ts"
import { useSite } from "../site/SiteContext.ts"
import { Avatar } from "../ui/Avatar.tsx"
import { ago, fullTime, stamp } from "../ui/time.ts"
import { previewOf } from "./preview.ts"

/** A conversation in the list: who, when, the newest line. Unread is weight and dot, never colour alone. */
export const ConversationRow = (props: {
  readonly conversation: Conversation
  readonly href: string
  readonly isOpen: boolean
  readonly isTabStop: boolean
  readonly now: number
  readonly onFocus: () => void
}) => {
  const { me, state, team } = useSite()
  const shown = createMemo(() => applyChanges(state().changes, props.conversation))
  const id = () => props.conversation.id
  const unread = () => isUnread(shown(), me().userId, state().seen[id()] ?? 0)
  const typing = () => state().typing[id()]?.some((typist) => typist.actorType === "visitor") ?? false
  const hasDraft = () => {
    const { note, reply } = composerOf(state(), id())
    return !props.isOpen && (reply.text !== "" || note.text !== "")
  }
  const preview = () => previewOf(shown(), me().userId, team())
  const line = () => shown().title ? `${shown().title} — ${preview()}` : preview()
  /** Most are of no priority worth a word. */
  const marked = () => shown().priority === "urgent" || shown().priority === "high" ? shown().priority : null
  const assignee = () => shown().assigneeIds[0]
  const label = () =>
    [unread() ? "Unread" : null, marked(), visitorName(shown().visitor), hasDraft() ? "Draft" : null, shown().title, preview(), ago(shown().lastActivityAt, props.now), assignee() ? `assigned to ${memberName(team(), assignee() ?? "")}` : null]
      .filter(Boolean).join(", ")
  return (
    <a
      class="row" href={props.href} data-id={id()} data-unread={unread() ? "" : undefined} data-open={props.isOpen ? "" : undefined}
      aria-label={label()} aria-current={props.isOpen ? "true" : undefined} tabindex={props.isTabStop ? 0 : -1} onFocus={() => props.onFocus()}
    >
      <Avatar name={visitorName(shown().visitor)} image={shown().visitor.image} isOnline={state().online[shown().visitor.id]} />
      <span class="row-name" dir="auto">{visitorName(shown().visitor)}</span>
      <time class="row-time" dateTime={shown().lastActivityAt} title={fullTime(shown().lastActivityAt)}>{stamp(shown().lastActivityAt, props.now)}</time>
      <span class="row-line" dir="auto">
        <Show when={hasDraft()}><em class="row-draft">Draft</em></Show>
        <Show when={!typing()} fallback={<em class="row-typing">is writing…</em>}>{line()}</Show>
      </span>
      <span class="row-marks">
        <Show when={marked()}>{(priority) => <span class="badge" data-status={priority()}>{priority()}</span>}</Show>
        <Show when={assignee()}>{(userId) => <span title={`Assigned to ${memberName(team(), userId())}`}><Avatar name={memberName(team(), userId())} image={team().find((member) => member.userId === userId())?.image} size={20} /></span>}</Show>
        <Show when={unread()}><span class="row-dot" /></Show>
      </span>
    </a>
  )
}
