import type { Change } from "./changes.ts"
import type { Conversation, Counts, Feedback, File, Item, Mark, Problem, View, Visibility, Visitor } from "./nouns.ts"

/** One set of conversations, live or test, as far as it was loaded. */
export interface List {
  readonly status: "loading" | "ready" | "failed"
  readonly problem: Problem | null
  readonly nextCursor: string | null
  /** The oldest row loaded; null once the end was reached. Rows below it are not shown before their page is there. */
  readonly oldest: { readonly at: string; readonly id: string } | null
  readonly isLoadingMore: boolean
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
  /** How far I have read: conversation id → seq. */
  readonly seen: ById<number>
  readonly threads: ById<Thread>
  readonly replies: ById<Reply>
  readonly composers: ById<Composer>
  /** Colleagues' answers that the writer must see before the next press sends. */
  readonly guards: ById<ReadonlyArray<Item>>
  readonly changes: ById<Change>
  readonly typing: ById<ReadonlyArray<Typist>>
  readonly activity: ById<Activity>
  readonly viewers: ById<ReadonlyArray<string>>
  readonly online: ById<boolean>
  readonly visitors: ById<VisitorCard>
  /** The newest message per conversation that was brought to attention. */
  readonly alerted: ById<number>
  /** A visitor's newest message in a conversation that is not known yet: it is brought to attention once that is. */
  readonly unplaced: ById<Item>
  /** The stream's position; null asks for a new one. */
  readonly token: string | null
  /** Whether what is shown must be fetched anew at the next position. */
  readonly isStale: boolean
}

export const initialInbox = (me: string): InboxState => ({
  me,
  view: "open",
  isTest: false,
  openId: null,
  conversations: {},
  lists: {},
  counts: { live: null, test: null },
  seen: {},
  threads: {},
  replies: {},
  composers: {},
  guards: {},
  changes: {},
  typing: {},
  activity: {},
  viewers: {},
  online: {},
  visitors: {},
  alerted: {},
  unplaced: {},
  token: null,
  isStale: true
})
