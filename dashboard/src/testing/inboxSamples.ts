import type { InboxCommand } from "../inbox/InboxCommand.ts"
import type { InboxEvent } from "../inbox/InboxEvent.ts"
import { initialInbox, type InboxState } from "../inbox/InboxState.ts"
import type { Conversation, Item, News } from "../inbox/nouns.ts"
import { transition } from "../inbox/transition.ts"

export const me = "maya"
const at = (minute: number): string => new Date(Date.UTC(2026, 3, 15, 9, minute)).toISOString()

export const visitor = { id: "V1", name: "Amelia", email: null, image: null, isVerified: false, isBlocked: false, lastSeenAt: null }

export const item = (seq: number, patch: Partial<Item> = {}): Item => ({
  id: `item-${seq}`, conversationId: "CO1", seq, version: 1, type: "message", visibility: "public", text: `text ${seq}`, tool: null, parts: [],
  userId: null, aiAgentId: null, visitorId: "V1", createdAt: at(seq), deletedAt: null, ...patch
})

export const conversation = (id: string, patch: Partial<Conversation> = {}): Conversation => ({
  id, websiteId: "W", visitorId: "V1", title: null, status: "open", channel: "widget", createdAt: at(0), updatedAt: at(0), deletedAt: null, lastSeq: 1,
  version: 1, visitorSeenSeq: 0, isTest: false, priority: "normal", assigneeIds: [], lastActivityAt: at(1), resolvedAt: null, resolvedByUserId: null,
  lastItem: item(1, { conversationId: id }), visitor, ...patch
})

export const active = (id: string, minute: number, patch: Partial<Conversation> = {}): Conversation =>
  conversation(id, { lastActivityAt: at(minute), ...patch })

export const told = (news: News, now = 0): InboxEvent => ({ _tag: "Told", news, at: now })
export const position: InboxEvent = told({ _tag: "Position", token: "t1" })
export const chosen = (conversationId: string): InboxEvent => ({ _tag: "ConversationChosen", conversationId })
export const listLoaded = (
  conversations: ReadonlyArray<Conversation>,
  { nextCursor = null, seen = {} }: { nextCursor?: string | null; seen?: Record<string, number> } = {}
): InboxEvent =>
  ({ _tag: "ListLoaded", view: "open", isTest: false, conversations, seen, nextCursor })
export const threadLoaded = (items: ReadonlyArray<Item>, hasOlder = false): InboxEvent =>
  ({ _tag: "ThreadLoaded", conversation: conversation("CO1", { lastSeq: items.at(-1)?.seq ?? 0 }), items, hasOlder, marks: [], feedback: [] })

/** What a list of events makes of an inbox, and everything it wanted done on the way. */
export const play = (events: ReadonlyArray<InboxEvent>, from: InboxState = initialInbox(me)) => {
  const commands: Array<InboxCommand> = []
  let state = from
  for (const event of events) {
    const [next, wanted] = transition(state, event)
    state = next
    commands.push(...wanted)
  }
  return { state, commands, wanted: (tag: InboxCommand["_tag"]) => commands.filter((command) => command._tag === tag) }
}
