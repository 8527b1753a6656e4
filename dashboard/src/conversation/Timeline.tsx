import ArrowDown from "lucide-solid/icons/arrow-down"
import { createMemo, createSignal, onMount, Show } from "solid-js"
import type { Conversation } from "../inbox/nouns.ts"
import type { Thread } from "../inbox/InboxState.ts"
import { visitorName } from "../inbox/visitorName.ts"
import { memberName } from "../site/memberName.ts"
import { useSite } from "../site/SiteContext.ts"
import { createClock } from "../ui/clock.ts"
import { createFollower } from "../ui/createFollower.ts"
import { Keyed } from "../ui/Keyed.tsx"
import { createSaid } from "./createSaid.ts"
import { createScrollKeeper } from "./createScrollKeeper.ts"
import { createSeenMarker } from "./createSeenMarker.ts"
import { feedbackOf } from "./feedbackOf.ts"
import { keepRows } from "./keepRows.ts"
import { type Stretch, stretches } from "./stretches.ts"
import { TimelineStretch } from "./TimelineStretch.tsx"
import { type Row, timelineRows } from "./timelineRows.ts"

/** A thread, oldest first. Older pages come by scrolling up; what is new is marked by a line. */
export const Timeline = (props: { readonly conversation: Conversation; readonly thread: Thread }) => {
  const { inbox, me, state, team } = useSite()
  const now = createClock()
  const id = () => props.conversation.id
  const visitor = createFollower(() => props.conversation.visitor)
  const sent = createMemo(() => state().replies)
  const replies = createMemo(() => Object.values(sent()).filter((reply) => reply.conversationId === id()))
  const feedback = createMemo(() => feedbackOf(props.conversation, props.thread))
  const rows = createMemo<ReadonlyArray<Row>>((before) => keepRows(before, timelineRows({
    items: props.thread.items, replies: replies(), marks: props.thread.marks, me: me().userId, unreadAfter: props.thread.unreadAfter, feedback: feedback()
  })), [])
  const cut = createMemo<ReadonlyArray<Stretch>>((before) => stretches(before, rows()), [])
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
  const said = createSaid(() => props.thread.items, me().userId, ({ aiAgentId, userId }) =>
    userId !== null ? memberName(team(), userId) : aiAgentId !== null ? "Assistant" : visitorName(visitor()))
  const [view, setView] = createSignal<HTMLDivElement>()
  const [content, setContent] = createSignal<HTMLDivElement>()
  onMount(() => scroll.attach(view(), content()))
  return (
    <div class="timeline-frame">
      <div class="timeline" ref={setView} role="log" aria-live="off" aria-label="Messages" tabindex="0">
        <div class="timeline-content" ref={setContent}>
          <div class="timeline-older" aria-hidden="true">
            <Show when={props.thread.isLoadingOlder}><span class="progress-line" /></Show>
          </div>
          <Keyed each={cut()} by={(stretch) => stretch.key}>{(stretch) => <TimelineStretch stretch={stretch()} visitor={visitor} now={now} />}</Keyed>
        </div>
      </div>
      {/* The log itself is silent: older pages, receipts and one's own words come into it too. */}
      <p class="hidden-words" aria-live="polite">{said()}</p>
      <Show when={scroll.unseen() > 0}>
        <button type="button" class="new-messages" onClick={() => {
          scroll.toEnd("smooth")
          view()?.focus({ preventScroll: true })
        }}>
          <ArrowDown size={14} />{scroll.unseen() === 1 ? "1 new message" : `${scroll.unseen()} new messages`}
        </button>
      </Show>
    </div>
  )
}
