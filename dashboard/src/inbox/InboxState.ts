import type { Change } from "./changes.ts"
import type { Conversation, Counts, Feedback, File, Item, Mark, Problem, View, Visibility, Visitor, VisitorName } from "./nouns.ts"

/** What was known when something was asked for: what differs from it when the answer comes was told since, and is newer. */
export type Asked = Pick<InboxState, "conversations" | "marked" | "renamed">

/** One set of conversations, live or test, as far as it was loaded. */
export interface List {
  readonly status: "loading" | "ready" | "failed"
  readonly problem: Problem | null
  readonly nextCursor: string | null
  /** The oldest row loaded; null once the end was reached. Rows below it are not shown before their page is there. */
  readonly oldest: { readonly at: string; readonly id: string } | null
  readonly isLoadingMore: boolean
  /** It was loaded before the stream began anew: its first page is to be read again. */
  readonly isStale: boolean
  /** Set while a page is on its way. */
  readonly reading: Asked | null
}

/** The loaded end of a conversation, in the order of `seq`. */
export interface Thread {
  readonly status: "loading" | "ready" | "failed"
  readonly problem: Problem | null
  readonly items: ReadonlyArray<Item>
  readonly hasOlder: boolean
  readonly isLoadingOlder: boolean
  readonly marks: ReadonlyArray<Mark>
  /** My mark when the thread was opened: what lies above it is new. Null when nothing was. */
  readonly unreadAfter: number | null
  /** What the visitor thought of it, newest first. */
  readonly feedback: ReadonlyArray<Feedback>
  /** Told while an older page is on its way, for it to take in: it may have been read before. */
  readonly aside: ReadonlyArray<Item>
  /** It was loaded before the stream began anew: it is to be read again. */
  readonly isStale: boolean
  /** Set while the newest page is on its way: what stood here then gives way to it. */
  readonly reading: Asked & Pick<Thread, "items" | "marks" | "feedback"> | null
}

/** A reply or note on its way. Its id never changes, so that sending again cannot double it. */
export interface Reply {
  readonly id: string
  readonly conversationId: string
  readonly text: string
  readonly visibility: Visibility
  readonly files: ReadonlyArray<File>
  readonly confirmedSeq: number
  readonly at: string
  readonly problem: Problem | null
}

/** A file of a draft. `key` is ours until it is `Ready`, then `file.key` is the server's. */
export interface DraftFile {
  readonly key: string
  readonly name: string
  readonly size: number
  readonly mediaType: string
  readonly upload:
    | { readonly _tag: "Uploading"; readonly progress: number }
    | { readonly _tag: "Ready"; readonly file: File }
    | { readonly _tag: "Failed"; readonly problem: Problem }
}

/** What is being written. `startedSeq` is the newest item on screen when writing began; null while it is empty. */
export interface Draft {
  readonly text: string
  readonly startedSeq: number | null
  readonly files: ReadonlyArray<DraftFile>
}

/** Reply and note are written apart; only the writer changes `mode`. */
export interface Composer {
  readonly mode: "reply" | "note"
  readonly reply: Draft
  readonly note: Draft
}

export interface Typist {
  readonly actorType: "visitor" | "user" | "ai_agent"
  readonly actorId: string
  readonly preview: string | null
  readonly at: number
}

/** What an AI agent does just now, as it was told at `at`. */
export interface Activity {
  readonly workflowRunId: string
  readonly aiAgentId: string
  readonly phase: string
  readonly message: string | null
  readonly toolName: string | null
  readonly at: number
}

export interface VisitorCard {
  readonly visitor: Visitor | null
  readonly conversations: ReadonlyArray<Conversation>
  /** Of anything, newest first. */
  readonly feedback: ReadonlyArray<Feedback>
  readonly problem: Problem | null
  /** Set while it is read: the feedback that stood here then. */
  readonly reading: ReadonlyArray<Feedback> | null
}

export type ById<A> = Readonly<Record<string, A>>
export type ListKey = `${View}.${"live" | "test"}`

export interface InboxState {
  readonly me: string
  readonly view: View
  readonly isTest: boolean
  readonly openId: string | null
  readonly conversations: ById<Conversation>
  readonly lists: Readonly<Partial<Record<ListKey, List>>>
  readonly counts: { readonly live: Counts | null; readonly test: Counts | null }
  /** The data sets (`isTest`) whose counts could not be read. */
  readonly uncounted: ReadonlyArray<boolean>
  /** How far I have read: conversation id → seq. */
  readonly seen: ById<number>
  /** How often that was set: an answer asked for before the last time is older, even where it says the same. */
  readonly marked: ById<number>
  readonly threads: ById<Thread>
  /** In the order they were written. */
  readonly replies: ById<Reply>
  /** The one reply on its way to the server: conversation id → reply id. The next waits for its answer. */
  readonly sending: ById<string>
  readonly composers: ById<Composer>
  /** Colleagues' answers that the writer must see before the next press sends. */
  readonly guards: ById<ReadonlyArray<Item>>
  readonly changes: ById<Change>
  readonly typing: ById<ReadonlyArray<Typist>>
  readonly activity: ById<Activity>
  readonly viewers: ById<ReadonlyArray<string>>
  readonly online: ById<boolean>
  readonly visitors: ById<VisitorCard>
  /** Visitors as the stream told of them in this era. */
  readonly renamed: ById<VisitorName>
  /** The newest message per conversation that was brought to attention. */
  readonly alerted: ById<number>
  /** A visitor's newest message in a conversation that is not known yet: it is brought to attention once that is. */
  readonly unplaced: ById<Item>
  /** The stream's position; null asks for a new one. */
  readonly token: string | null
  /** The stream has not said where it stands: what is read now would leave a gap, so it is read at the next position. */
  readonly isStale: boolean
  /** How often all was read anew. What was asked for in an earlier era is not taken in. */
  readonly era: number
  /** What was held when this era began. It goes when its list is read. */
  readonly doomed: ById<Conversation>
}

export const initialInbox = (me: string): InboxState => ({
  me,
  view: "open",
  isTest: false,
  openId: null,
  conversations: {},
  lists: {},
  counts: { live: null, test: null },
  uncounted: [],
  seen: {},
  marked: {},
  threads: {},
  replies: {},
  sending: {},
  composers: {},
  guards: {},
  changes: {},
  typing: {},
  activity: {},
  viewers: {},
  online: {},
  visitors: {},
  renamed: {},
  alerted: {},
  unplaced: {},
  token: null,
  isStale: true,
  era: 0,
  doomed: {}
})
