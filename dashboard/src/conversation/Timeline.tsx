import ArrowDown from "lucide-solid/icons/arrow-down"
import { createMemo, createSignal, Match, onMount, Show, Switch } from "solid-js"
import type { Conversation } from "../inbox/nouns.ts"
import type { Thread } from "../inbox/InboxState.ts"
import { visitorName } from "../inbox/visitorName.ts"
import { memberName } from "../site/memberName.ts"
import { useSite } from "../site/SiteContext.ts"
import { createClock } from "../ui/clock.ts"
import { Keyed } from "../ui/Keyed.tsx"
import { dayLabel } from "../ui/time.ts"
import { createScrollKeeper } from "./createScrollKeeper.ts"
import { createSeenMarker } from "./createSeenMarker.ts"
import { eventText } from "./eventText.ts"
import { MessageGroup } from "./MessageGroup.tsx"
import { type Row, timelineRows } from "./timelineRows.ts"

type Tagged<Tag extends Row["_tag"]> = Extract<Row, { _tag: Tag }>
const as = <Tag extends Row["_tag"]>(row: Row, tag: Tag): Tagged<Tag> | false => row._tag === tag && row as Tagged<Tag> // its tag was just looked at

/** A thread, oldest first. Older pages come by scrolling up; what is new is marked by a line. */
export const Timeline = (props: { readonly conversation: Conversation; readonly thread: Thread }) => {
  const { inbox, me, state, team } = useSite()
  const now = createClock()
  const id = () => props.conversation.id
  const replies = createMemo(() => Object.values(state().replies).filter((reply) => reply.conversationId === id()))
  const rows = createMemo(() => timelineRows({
    items: props.thread.items, replies: replies(), marks: props.thread.marks, me: me().userId, unreadAfter: props.thread.unreadAfter
  }))
  const last = () => replies().at(-1) ?? props.thread.items.at(-1)
  const scroll = createScrollKeeper({
    firstKey: () => props.thread.items[0]?.id,
    lastKey: () => last()?.id,
    isLastMine: () => replies().length > 0,
    onTop: () => inbox.send({ _tag: "OlderWanted", conversationId: id() })
  })
  createSeenMarker(
    () => props.thread.items.at(-1)?.seq ?? 0,
    scroll.isAtEnd,
    (seq) => inbox.send({ _tag: "ReadTo", conversationId: id(), seq: Math.max(seq, state().seen[id()] ?? 0) })
  )
  const [view, setView] = createSignal<HTMLDivElement>()
  const [content, setContent] = createSignal<HTMLDivElement>()
  onMount(() => scroll.attach(view(), content()))
  const names = { member: (userId: string) => memberName(team(), userId), get visitor() { return visitorName(props.conversation.visitor) } }
  return (
    <div class="timeline-frame">
      <div class="timeline" ref={setView} role="log" aria-label="Messages" tabindex="0">
        <div class="timeline-content" ref={setContent}>
          <div class="timeline-older" aria-hidden="true">
            <Show when={props.thread.isLoadingOlder}><span class="progress-line" /></Show>
          </div>
          <Keyed each={rows()} by={(row) => row.key}>
            {(row) => (
              <Switch>
                <Match when={as(row(), "Day")}>{(day) => <div class="day"><span>{dayLabel(day().at, now())}</span></div>}</Match>
                <Match when={as(row(), "Unread")}><div class="day" data-unread=""><span>New</span></div></Match>
                <Match when={as(row(), "Event")}>{(event) => <p class="event">{eventText(event().item, names)}</p>}</Match>
                <Match when={as(row(), "Messages")}>
                  {(group) => <MessageGroup row={group()} visitorName={names.visitor} visitorImage={props.conversation.visitor.image} />}
                </Match>
              </Switch>
            )}
          </Keyed>
        </div>
      </div>
      <Show when={scroll.unseen() > 0}>
        <button type="button" class="new-messages" onClick={() => scroll.toEnd("smooth")}>
          <ArrowDown size={14} />{scroll.unseen() === 1 ? "1 new message" : `${scroll.unseen()} new messages`}
        </button>
      </Show>
    </div>
  )
}
