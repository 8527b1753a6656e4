import type { ChangeKind } from "./changes.ts"
import type { Composer, DraftFile, Reply } from "./InboxState.ts"
import type { Conversation, Item, Problem, View } from "./nouns.ts"

/** What the inbox wants done in the world; answers come back as events. */
export type InboxCommand =
  | { readonly _tag: "FetchList"; readonly view: View; readonly isTest: boolean; readonly cursor: string | null }
  | { readonly _tag: "FetchCounts"; readonly isTest: boolean }
  | { readonly _tag: "FetchThread"; readonly conversationId: string }
  | { readonly _tag: "FetchOlder"; readonly conversationId: string; readonly beforeSeq: number }
  | { readonly _tag: "FetchVisitor"; readonly visitorId: string }
  | { readonly _tag: "SendReply"; readonly reply: Reply }
  | { readonly _tag: "KeepReply"; readonly reply: Reply }
  | { readonly _tag: "ForgetReply"; readonly id: string }
  | { readonly _tag: "KeepComposer"; readonly conversationId: string; readonly composer: Composer }
  | { readonly _tag: "Change"; readonly changeId: string; readonly conversationId: string; readonly kind: ChangeKind }
  | { readonly _tag: "TellRefused"; readonly changeId: string; readonly problem: Problem }
  | { readonly _tag: "MarkSeen"; readonly conversationId: string; readonly seq: number }
  | { readonly _tag: "Upload"; readonly conversationId: string; readonly file: DraftFile }
  | { readonly _tag: "CancelUpload"; readonly key: string }
  | { readonly _tag: "Show"; readonly conversationId: string | null }
  | { readonly _tag: "TellTyping"; readonly conversationId: string; readonly isTyping: boolean; readonly visibility: Item["visibility"] }
  | { readonly _tag: "Alert"; readonly item: Item; readonly conversation: Conversation }
  | { readonly _tag: "Tick"; readonly afterMs: number }
  | { readonly _tag: "Move"; readonly withinMs: number }
