import { type Agent, agentIn, authorOf, findAgent } from "./agent.ts"
import type { Message } from "./message.ts"
import type { TimelineItem, TimelinePart, Website } from "./nouns.ts"
import type { IdentifyView } from "./emailCard.ts"
import type { Problem } from "./Problem.ts"
import type { Reader } from "./seen.ts"

export type EventPart = Extract<TimelinePart, { readonly type: "event" }>

/** What a timeline shows, from the oldest down. */
export type Row =
  /** A day of the local calendar begins. */
  | { readonly _tag: "Day"; readonly key: string; readonly date: string }
  /** Below are `count` messages that weren't read when the thread came into sight. */
  | { readonly _tag: "Unread"; readonly key: string; readonly count: number }
  | {
    readonly _tag: "Messages"
    readonly key: string
    /** Null for the visitor's own. */
    readonly sender: Agent | null
    readonly isMine: boolean
    readonly messages: ReadonlyArray<Message>
    /** The moment of the last one. */
    readonly at: string
    /** Who of the team has read up to here, and no further. */
    readonly receipt: { readonly readers: ReadonlyArray<Agent>; readonly at: string } | null
  }
  | {
    readonly _tag: "Event"
    readonly key: string
    readonly item: TimelineItem
    readonly event: { readonly type: EventPart["eventType"]; readonly actor: Agent | null; readonly target: Agent | null }
  }
  /** A tool that an AI agent uses or has used: `toolOf(item)` tells which. */
  | { readonly _tag: "Tool"; readonly key: string; readonly item: TimelineItem }
  /** The visitor is asked for an address. */
  | { readonly _tag: "Identify"; readonly key: string; readonly status: IdentifyView["status"]; readonly problem: Problem | null }
type Messages = Extract<Row, { readonly _tag: "Messages" }>

/** Milliseconds between two messages of one sender that still stand together. */
const TOGETHER = 5 * 60_000

const localDay = (at: string): string => {
  const date = new Date(at)
  // As UTC would write the local day.
  return new Date(date.getTime() - date.getTimezoneOffset() * 60_000).toISOString().slice(0, 10)
}

const activityOf = (website: Website | null, item: TimelineItem): Row | null => {
  if (item.type === "tool") return item.parts.some(({ type }) => type.startsWith("tool-")) ? { _tag: "Tool", key: item.id, item } : null
  const part = item.parts.find((each): each is EventPart => each.type === "event")
  return part ? {
    _tag: "Event", key: item.id, item,
    event: {
      type: part.eventType,
      actor: agentIn(website, part.actorUserId, part.actorAiAgentId),
      target: agentIn(website, part.targetUserId, part.targetAiAgentId)
    }
  } : null
}

const isTogether = (row: Row | undefined, { item }: Message, sender: Agent | null): row is Messages =>
  row?._tag === "Messages" && row.isMine === (item.visitorId !== null) && row.sender?.id === sender?.id &&
  Math.abs(Date.parse(item.createdAt) - Date.parse(row.at)) <= TOGETHER

/** Adds to each group of the visitor's own messages those who read to it and no further. */
const withReceipts = (rows: ReadonlyArray<Row>, readers: ReadonlyArray<Reader>, website: Website | null): ReadonlyArray<Row> => {
  const groups = rows.filter((row): row is Messages => row._tag === "Messages")
  const isRead = ({ messages }: Messages, seq: number) =>
    (messages.findLast(({ delivery }) => delivery._tag === "Sent")?.item.seq ?? Infinity) <= seq
  const lastReadBy = ({ id, seq }: Reader) => groups.findLast((group) => group.sender?.id !== id && isRead(group, seq))
  const stops = readers.map((reader) => [reader, lastReadBy(reader)] as const)
  return rows.map((row) => {
    if (row._tag !== "Messages" || !row.isMine) return row
    const here = stops.flatMap(([reader, stop]) => stop === row ? [reader] : [])
    const at = here.reduce((latest, reader) => reader.at > latest ? reader.at : latest, "")
    return here.length === 0 ? row : {
      ...row, receipt: { at, readers: here.map(({ id, kind }) => findAgent(website, kind, id)) }
    }
  })
}

/**
 * Puts messages and events into rows: days, the unread divider, groups of one sender within five minutes. The server keeps
 * no author of `greetings`, which are the page's words: whom the page names says them still.
 */
export const rowsOf = (
  entries: ReadonlyArray<Message>,
  readUpTo: number | null,
  readers: ReadonlyArray<Reader>,
  website: Website | null,
  greetings: ReadonlyArray<TimelineItem>
): ReadonlyArray<Row> => {
  const rows: Array<Row> = []
  const unread = readUpTo === null ? [] : entries.filter(({ item }) => item.seq > readUpTo && item.visitorId === null && item.type === "message")
  let day = ""
  // Those of the last group, which grows while it is the last.
  let messages: Array<Message> = []
  for (const entry of entries) {
    const { item } = entry
    const activity = item.type === "event" || item.type === "tool" ? activityOf(website, item) : null
    if (item.type !== "message" && !activity) continue
    const date = localDay(item.createdAt)
    // Never backwards: an unsent message has this device's clock, which may be wrong.
    if (date > day) rows.push({ _tag: "Day", key: `day:${day = date}`, date })
    if (entry === unread[0]) rows.push({ _tag: "Unread", key: "unread", count: unread.length })
    if (activity) {
      rows.push(activity)
      continue
    }
    const last = rows.at(-1)
    const greeting = greetings.find(({ text, visitorId }) => text === item.text && visitorId === item.visitorId)
    const sender = authorOf(website, item) ?? authorOf(website, greeting ?? item)
    if (isTogether(last, entry, sender)) {
      messages.push(entry)
      rows[rows.length - 1] = { ...last, at: item.createdAt }
    } else {
      messages = [entry]
      rows.push({ _tag: "Messages", key: item.id, sender, isMine: item.visitorId !== null, messages, at: item.createdAt, receipt: null })
    }
  }
  return withReceipts(rows, readers, website)
}

/** All that a row says but its messages, which stay the same while they say the same. */
const saidBy = (row: Row): string => JSON.stringify({ ...row, messages: 0 })

const isSame = (a: Row | undefined, b: Row): boolean => {
  if (!a || saidBy(a) !== saidBy(b)) return false
  if (a._tag !== "Messages" || b._tag !== "Messages") return true
  return a.messages.length === b.messages.length && b.messages.every((message, at) => message === a.messages[at])
}

/**
 * Older messages may join the group that was the first. It keeps the key it had, and so its place in the page: readers
 * would lose theirs if it were drawn anew.
 */
const keepKeys = (before: ReadonlyArray<Row>, rows: ReadonlyArray<Row>): ReadonlyArray<Row> => {
  const present = new Set(rows.map(({ key }) => key))
  const homes = new Map(before.flatMap((row) =>
    row._tag === "Messages" && !present.has(row.key) ? row.messages.map(({ key }) => [key, row.key] as const) : []))
  if (homes.size === 0) return rows
  return rows.map((row) => {
    const first = row._tag === "Messages" ? row.messages.find(({ key }) => homes.has(key)) : undefined
    const key = first && homes.get(first.key)
    // Of a group that was split, one part alone can keep it.
    if (key === undefined || present.has(key)) return row
    present.add(key)
    return { ...row, key }
  })
}

/** The new rows, with the old ones in place of those that say the same. */
export const reuse = (before: ReadonlyArray<Row> | undefined, rows: ReadonlyArray<Row>): ReadonlyArray<Row> => {
  const known = new Map(before?.map((row) => [row.key, row]))
  return keepKeys(before ?? [], rows).map((row) => {
    const old = known.get(row.key)
    return old && isSame(old, row) ? old : row
  })
}
