import type { ChangeKind } from "./changes.ts"
import type { Composer, Reply } from "./InboxState.ts"
import type { Conversation, Counts, Feedback, File, Item, Mark, News, Problem, View, Visitor } from "./nouns.ts"

type Tagged<Tag extends string, Data = unknown> = { readonly _tag: Tag } & Readonly<Data>
type Where = { readonly view: View; readonly isTest: boolean }
/** All was read anew since it was asked for: what it did is known from there, and what it says may be old. */
type Late = { readonly isLate?: boolean }
type In = { readonly conversationId: string }

/** Everything that happens to the inbox: what a member does, what the server answers, what the stream tells. */
export type InboxEvent =
  // A member
  | Tagged<"ViewChosen", Where>
  | Tagged<"MoreWanted", Where>
  | Tagged<"ConversationChosen", { conversationId: string | null }>
  | Tagged<"ThreadWanted", In>
  | Tagged<"OlderWanted", In>
  | Tagged<"DraftChanged", In & { text: string }>
  | Tagged<"ModeChosen", In & { mode: Composer["mode"] }>
  | Tagged<"FilesAdded", In & { files: ReadonlyArray<{ key: string; name: string; size: number; mediaType: string }> }>
  | Tagged<"FileRemoved", In & { key: string }>
  | Tagged<"FileRetried", In & { key: string }>
  | Tagged<"SendPressed", In & { messageId: string; at: string }>
  | Tagged<"GuardDismissed", In>
  | Tagged<"RetryPressed", { messageId: string }>
  | Tagged<"EditPressed", { messageId: string }>
  | Tagged<"DiscardPressed", { messageId: string }>
  | Tagged<"ReadTo", In & { seq: number }>
  | Tagged<"ChangePressed", In & { changeId: string; kind: ChangeKind; at: string }>
  | Tagged<"VisitorWanted", { visitorId: string }>
  // The server
  | Tagged<"ListLoaded", Where & {
    conversations: ReadonlyArray<Conversation>
    seen: Readonly<Record<string, number>>
    nextCursor: string | null
  }>
  | Tagged<"ListFailed", Where & { problem: Problem }>
  | Tagged<"CountsLoaded", { isTest: boolean; counts: Counts }>
  | Tagged<"CountsFailed", { isTest: boolean }>
  | Tagged<"ThreadLoaded", {
    conversation: Conversation
    items: ReadonlyArray<Item>
    hasOlder: boolean
    marks: ReadonlyArray<Mark>
    feedback: ReadonlyArray<Feedback>
  }>
  | Tagged<"ThreadFailed", In & { problem: Problem }>
  | Tagged<"OlderLoaded", In & { beforeSeq: number; items: ReadonlyArray<Item>; hasOlder: boolean }>
  | Tagged<"OlderFailed", In & { problem: Problem }>
  | Tagged<"ReplySent", { messageId: string; item: Item; conversation: Conversation } & Late>
  | Tagged<"ReplyRefused", { messageId: string; problem: Problem }>
  | Tagged<"ChangeDone", { changeId: string; conversation: Conversation } & Late>
  | Tagged<"ChangeRefused", { changeId: string; problem: Problem }>
  | Tagged<"UploadProgressed", In & { key: string; progress: number }>
  | Tagged<"UploadEnded", In & { key: string; file: File }>
  | Tagged<"UploadFailed", In & { key: string; problem: Problem }>
  | Tagged<"VisitorLoaded", { visitor: Visitor; conversations: ReadonlyArray<Conversation> | null; feedback: ReadonlyArray<Feedback> | null }>
  | Tagged<"VisitorFailed", { visitorId: string; problem: Problem }>
  // The stream, this device, the clock
  | Tagged<"Told", { news: News; at: number }>
  | Tagged<"ComposerRestored", In & { composer: Composer }>
  /** Another tab wrote or sent: what this browser keeps `now`, and what it kept before. */
  | Tagged<"ComposerTold", In & { now: Composer | null; before: Composer | null }>
  | Tagged<"RepliesRestored", { replies: ReadonlyArray<Reply> }>
  | Tagged<"Reconnected">
  | Tagged<"Ticked", { at: number }>
