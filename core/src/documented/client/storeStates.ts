import { memo } from "../../widget/memo.ts"
import type { WidgetState as EngineState } from "../../widget/WidgetState.ts"
import { conversationList } from "../conversationList.ts"
import { conversations } from "../conversations.ts"
import type { ConversationsState } from "../conversationsStore.ts"
import { processing } from "../processing.ts"
import type { ProcessingState } from "../processingStore.ts"
import { seen } from "../seen.ts"
import type { ConversationSeenEntry, SeenState } from "../seenStore.ts"
import { actorKey } from "../actorKey.ts"
import type { ConversationTimelineItemsState, TimelineItemsState } from "../timelineItemsStore.ts"
import { timelineItems } from "../timelineItems.ts"
import { typingEntries } from "../typingEntries.ts"
import type { TypingState } from "../typingStore.ts"

/** The conversations of a widget, as its client's store holds them. */
export const conversationsState: (state: EngineState) => ConversationsState = /* @__PURE__ */ memo(
  (state) => [conversationList(state), conversations(state).pagination] as const,
  (list, pagination) => ({
    ids: list.map(({ id }) => id), byId: Object.fromEntries(list.map((conversation) => [conversation.id, conversation])), pagination
  })
)

/** Puts one entry for each id into a record that stays the same while all entries do. */
const recordOf = <Entry>(entryOf: (state: EngineState, id: string) => Entry | null) => {
  const made = new WeakMap<object, Record<string, Entry>>()
  return (state: EngineState, ids: Iterable<string>): Record<string, Entry> => {
    const now: Record<string, Entry> = {}
    for (const id of ids) {
      const entry = entryOf(state, id)
      if (entry !== null) now[id] = entry
    }
    const before = made.get(state.self)
    const isSame = before && Object.keys(before).length === Object.keys(now).length && Object.keys(now).every((id) => before[id] === now[id])
    if (isSame) return before
    made.set(state.self, now)
    return now
  }
}
const wrap = <Entry>(): (state: EngineState, record: Record<string, Entry>) => { conversations: Record<string, Entry> } => {
  const made = memo((state: { readonly self: object; readonly record: Record<string, Entry> }) => [state.record] as const,
    (conversations) => ({ conversations }))
  return ({ self }, record) => made({ self, record })
}

const timelines = /* @__PURE__ */ recordOf<ConversationTimelineItemsState>(timelineItems)
const timelinesState = /* @__PURE__ */ wrap<ConversationTimelineItemsState>()

/** The threads a widget has looked into. */
export const timelineItemsState = (state: EngineState): TimelineItemsState => {
  const ids = new Set([...Object.keys(state.panel?.threads ?? {}), ...(state.panel?.outbox ?? []).map(({ conversationId }) => conversationId)])
  return timelinesState(state, timelines(state, ids))
}

const seenEntries = new WeakMap<object, Record<string, ConversationSeenEntry>>()
const seenRecord = /* @__PURE__ */ recordOf((state, id) => {
  const marks = seen(state, id)
  const entries = seenEntries.get(marks) ?? Object.fromEntries(marks.map(({ aiAgentId, lastSeenAt, userId, visitorId }) => {
    const entry: ConversationSeenEntry = {
      actorType: userId ? "user" : aiAgentId ? "ai_agent" : "visitor", actorId: userId ?? aiAgentId ?? visitorId ?? "", lastSeenAt
    }
    return [actorKey(entry), entry]
  }))
  seenEntries.set(marks, entries)
  return entries
})
const seenState0 = /* @__PURE__ */ wrap<Record<string, ConversationSeenEntry>>()

/** Who has read which conversation, as far as the widget has looked into them. */
export const seenState = (state: EngineState): SeenState =>
  seenState0(state, seenRecord(state, Object.keys(state.panel?.threads ?? {})))

const typingByActor = new WeakMap<object, TypingState["conversations"][string]>()
const typingRecord = /* @__PURE__ */ recordOf((state, id) => {
  const entries = typingEntries(state, id)
  if (entries.length === 0) return null
  const byActor = typingByActor.get(entries) ?? Object.fromEntries(entries.map((entry) => [actorKey(entry), entry]))
  typingByActor.set(entries, byActor)
  return byActor
})
const typingState0 = /* @__PURE__ */ wrap<TypingState["conversations"][string]>()

/** Who of the team writes. */
export const typingState = (state: EngineState): TypingState => typingState0(state, typingRecord(state, Object.keys(state.panel?.typists ?? {})))

const processingRecord = /* @__PURE__ */ recordOf(processing)
const processingState0 = /* @__PURE__ */ wrap<ProcessingState["conversations"][string]>()

/** What AI agents do. */
export const processingState = (state: EngineState): ProcessingState =>
  processingState0(state, processingRecord(state, Object.keys(state.panel?.processing ?? {})))

