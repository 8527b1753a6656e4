import type { Reply } from "../inbox/InboxState.ts"
import type { Feedback, Item, Mark } from "../inbox/nouns.ts"
import { dayKey } from "../ui/time.ts"

export interface Message {
  readonly key: string
  readonly item: Item
  /** Set while the message is on its way or was refused. */
  readonly reply: Reply | null
}

export type Row =
  | { readonly _tag: "Day"; readonly key: string; readonly at: string }
  | { readonly _tag: "Unread"; readonly key: string }
  | {
    readonly _tag: "Messages"
    readonly key: string
    readonly author: { readonly kind: "visitor" | "user" | "ai"; readonly id: string }
    readonly isPrivate: boolean
    readonly messages: ReadonlyArray<Message>
    /** When the visitor's side had read this far and no further. */
    readonly visitorSeenAt: string | null
    /** Colleagues who had read this far and no further. */
    readonly readers: ReadonlyArray<string>
  }
  | { readonly _tag: "Event" | "Tool"; readonly key: string; readonly item: Item }
  | { readonly _tag: "Feedback"; readonly key: string; readonly feedback: Feedback }

type Group = Extract<Row, { _tag: "Messages" }>

/** Milliseconds between two messages of one author that still count as one breath. */
const BREATH = 5 * 60_000

const authorOf = (item: Item): Group["author"] => {
  if (item.userId !== null) return { kind: "user", id: item.userId }
  if (item.aiAgentId !== null) return { kind: "ai", id: item.aiAgentId }
  return { kind: "visitor", id: item.visitorId ?? "" }
}

/** A reply on its way, as the item it is going to be: last in its thread. */
const asItem = (reply: Reply, me: string): Item => ({
  id: reply.id,
  conversationId: reply.conversationId,
  seq: Number.MAX_SAFE_INTEGER,
  version: 0,
  type: "message",
  visibility: reply.visibility,
  text: reply.text,
  tool: null,
  parts: reply.files.map((file) => ({ type: file.mediaType.startsWith("image/") ? "image" : "file", ...file })),
  userId: me,
  aiAgentId: null,
  visitorId: null,
  createdAt: reply.at,
  deletedAt: null
})

const continues = (group: Group, { item }: Message): boolean => {
  const last = group.messages.at(-1)
  const author = authorOf(item)
  return last !== undefined && group.author.kind === author.kind && group.author.id === author.id
    && group.isPrivate === (item.visibility === "private")
    && Date.parse(item.createdAt) - Date.parse(last.item.createdAt) < BREATH
}

/** The newest group that a mark reaches: its first message is read, the next group's is not. */
const placeMark = (rows: ReadonlyArray<Row>, seq: number, isFor: (group: Group) => boolean): number =>
  rows.findLastIndex((row) => row._tag === "Messages" && isFor(row) && (row.messages[0]?.item.seq ?? Infinity) <= seq)

/** A thread as what is drawn: days, the line above what is new, messages by breath and author, events, ratings, receipts. */
export const timelineRows = (input: {
  readonly items: ReadonlyArray<Item>
  readonly replies: ReadonlyArray<Reply>
  readonly marks: ReadonlyArray<Mark>
  readonly me: string
  readonly unreadAfter: number | null
  /** What was thought of it, by time; what is older than the oldest item loaded is left out. */
  readonly feedback: ReadonlyArray<Feedback>
}): ReadonlyArray<Row> => {
  const { items, marks, me, replies, unreadAfter } = input
  const rows: Array<Row> = []
  const oldest = items[0]?.createdAt
  const given = input.feedback.filter(({ createdAt }) => oldest !== undefined && createdAt >= oldest).toSorted((a, b) => a.createdAt < b.createdAt ? -1 : 1)
  let day = ""
  const beginDay = (at: string, key: string) => {
    if (dayKey(at) === day) return
    day = dayKey(at)
    rows.push({ _tag: "Day", key: `day-${day}-${key}`, at })
  }
  const drawFeedback = (before: string | null) => {
    for (let next = given[0]; next !== undefined && (before === null || next.createdAt < before); next = given[0]) {
      given.shift()
      beginDay(next.createdAt, next.id)
      rows.push({ _tag: "Feedback", key: next.id, feedback: next })
    }
  }
  let isUnreadShown = unreadAfter === null
  const messages: ReadonlyArray<Message> = [
    ...items.filter((item) => item.deletedAt === null).map((item) => ({ key: item.id, item, reply: null })),
    ...replies.map((reply) => ({ key: reply.id, item: asItem(reply, me), reply }))
  ]
  for (const message of messages) {
    const { item, key } = message
    drawFeedback(item.createdAt)
    beginDay(item.createdAt, key)
    if (!isUnreadShown && unreadAfter !== null && item.seq > unreadAfter && item.userId !== me) {
      isUnreadShown = true
      rows.push({ _tag: "Unread", key: "unread" })
    }
    const last = rows.at(-1)
    if (item.type !== "message") rows.push({ _tag: item.type === "tool" ? "Tool" : "Event", key, item })
    else if (last?._tag === "Messages" && continues(last, message)) {
      rows[rows.length - 1] = { ...last, messages: [...last.messages, message] }
    } else {
      rows.push({
        _tag: "Messages", key, author: authorOf(item), isPrivate: item.visibility === "private",
        messages: [message], visitorSeenAt: null, readers: []
      })
    }
  }
  drawFeedback(null)
  for (const mark of marks) {
    const isVisitor = mark.actorType === "visitor"
    if (!isVisitor && mark.actorId === me) continue
    const at = placeMark(rows, mark.seq, (group) => !isVisitor || (group.author.kind !== "visitor" && !group.isPrivate))
    const group = rows[at]
    if (group?._tag !== "Messages") continue
    rows[at] = isVisitor ? { ...group, visitorSeenAt: mark.at } : { ...group, readers: [...group.readers, mark.actorId] }
  }
  return rows
}
