import type { Status } from "../client/ladder.ts"
import type { PayloadEnc } from "../client/procedures.ts"
import type { Composer } from "./composer.ts"
import type { DraftFile } from "./draftFile.ts"
import type { Credential } from "./credential.ts"
import type { DirectEvent } from "./direct.ts"
import type { Answer, LauncherCommand, LauncherEvent, Refusal } from "./events.ts"
import type { Asked, IdentifyPayload } from "./identity.ts"
import type { Attachment, Contact, Contract, ServerEvent, Visitor } from "./nouns.ts"
import type { Outgoing } from "./outbox.ts"
import type { FeedbackPayload } from "./feedback.ts"
import type { ReadyState } from "./PanelState.ts"
import type { RatingCommand, RatingEvent } from "./rating.ts"
import type { RouterEvent } from "./router.ts"
import type { Handlers } from "./handle.ts"
import type { Step } from "./run.ts"

/** What happens to conversations. Ids in events are made outside, so that the same events give the same state. */
export type PanelEvent =
  | RouterEvent
  | {
    readonly _tag: "StartAsked"
    readonly conversationId: string
    readonly messageId: string
    readonly text: string
    readonly createdAt: string
    /** Without a way back to where it was. */
    readonly replace?: boolean
  }
  // what programs ask for, out of sight
  | DirectEvent
  // identity
  | { readonly _tag: "IdentityAsked"; readonly asked: Asked }
  | { readonly _tag: "IdentityDue" }
  | { readonly _tag: "VisitorStarted"; readonly visitor: Visitor }
  | { readonly _tag: "VisitorFailed"; readonly error: Refusal }
  | { readonly _tag: "Identified"; readonly visitor: Visitor }
  | { readonly _tag: "MetadataSet"; readonly contact: Contact }
  | { readonly _tag: "LogoutAsked"; readonly ticket: number; readonly secret: string | null }
  /** The server is to be told who logged out here; it couldn't be. */
  | { readonly _tag: "LogoutDue" | "LogoutLost" }
  | { readonly _tag: "IdentityFailed"; readonly error: Refusal }
  /** The server knows this visitor no more. `freshId` is the conversation that unsent text may move to. */
  | { readonly _tag: "VisitorEnded"; readonly visitorId: string; readonly freshId: string }
  /** Another tab became a visitor, another one, or none. */
  | { readonly _tag: "VisitorReplaced"; readonly credential: Omit<Credential, "secret"> | null }
  // what is told of the page
  | { readonly _tag: "PageChanged" | "ProfileDue" }
  // live news
  | { readonly _tag: "News"; readonly event: ServerEvent }
  | { readonly _tag: "ConnectionChanged"; readonly status: Status }
  /** The server ended the news for a reason of its own; they are asked for from the beginning. */
  | { readonly _tag: "NewsEnded" }
  | { readonly _tag: "NewsDue" }
  // lists and threads
  | { readonly _tag: "ListDue" }
  | { readonly _tag: "MoreAsked" }
  | { readonly _tag: "ListLoaded"; readonly page: Answer<"conversations.list">; readonly isFirst: boolean }
  | { readonly _tag: "ListFailed"; readonly error: Refusal }
  | { readonly _tag: "ThreadDue"; readonly conversationId: string }
  | { readonly _tag: "OlderAsked"; readonly conversationId: string }
  | {
    readonly _tag: "ThreadLoaded"
    readonly conversationId: string
    readonly page: Answer<"conversations.timeline">
    readonly isFirst: boolean
  }
  | { readonly _tag: "ThreadFailed"; readonly conversationId: string; readonly error: Refusal }
  // composing and sending
  | { readonly _tag: "DraftChanged"; readonly conversationId: string; readonly text: string }
  | { readonly _tag: "FilesAdded"; readonly conversationId: string; readonly files: ReadonlyArray<DraftFile> }
  /** What was chosen for one conversation goes into another: each file belongs to the one it was stored for. */
  | { readonly _tag: "FilesMoved"; readonly from: string; readonly to: string }
  | { readonly _tag: "FileRemoved" | "FileRetried"; readonly conversationId: string; readonly key: string }
  | { readonly _tag: "FileProgressed"; readonly conversationId: string; readonly key: string; readonly progress: number }
  | { readonly _tag: "FileUploaded"; readonly conversationId: string; readonly key: string; readonly file: Attachment }
  | { readonly _tag: "FileFailed"; readonly conversationId: string; readonly key: string; readonly error: Refusal }
  | { readonly _tag: "DraftsRestored"; readonly composers: Readonly<Record<string, Composer>>; readonly newConversation: string | null }
  | { readonly _tag: "SubmitAsked"; readonly conversationId: string; readonly messageId: string; readonly createdAt: string }
  | { readonly _tag: "UnsentRestored"; readonly messages: ReadonlyArray<Outgoing> }
  | { readonly _tag: "SendDue"; readonly id: string }
  | { readonly _tag: "Sent"; readonly id: string; readonly answer: Answer<"conversations.send"> }
  | { readonly _tag: "SendFailed"; readonly id: string; readonly error: Refusal; readonly isOnline: boolean }
  | { readonly _tag: "RetryAsked"; readonly id: string; readonly freshId: string; readonly freshConversationId: string }
  | { readonly _tag: "DiscardAsked"; readonly id: string }
  /** Another tab sent or gave up these. */
  | { readonly _tag: "SettledElsewhere"; readonly ids: ReadonlyArray<string> }
  // what is asked of the visitor
  | RatingEvent
  /** What few conversations come to has been loaded. */
  | { readonly _tag: "RareLoaded" }
  | { readonly _tag: "FeedbackAsked"; readonly ticket: number; readonly payload: FeedbackPayload }
  // signs of life
  | { readonly _tag: "ProcessingExpired"; readonly conversationId: string }
  /** The people of the team may have come or gone. */
  | { readonly _tag: "AgentsDue" }
  | { readonly _tag: "TypistExpired"; readonly conversationId: string; readonly actorId: string }
  | { readonly _tag: "TypingDue" | "TypingIdle" }
  | { readonly _tag: "SeenDue" }
  | { readonly _tag: "VisibilityChanged"; readonly isVisible: boolean }

/** What the panel wants done. */
export type PanelCommand =
  | LauncherCommand
  | { readonly _tag: "StartVisitor" }
  | { readonly _tag: "Identify"; readonly ticket: number; readonly payload: IdentifyPayload }
  | { readonly _tag: "TellProfile" }
  | { readonly _tag: "SetMetadata"; readonly payload: PayloadEnc<Contract, "visitors.setMetadata"> }
  /** Tells the server who logged out here, the one of this `secret` and those it couldn't be told of before. */
  | { readonly _tag: "Logout"; readonly ticket: number | null; readonly secret: string | null }
  /** Drops the secret, and with it whoever this browser was. */
  | { readonly _tag: "ForgetVisitor" }
  /** A message came; heard once in all tabs of a browser. */
  | { readonly _tag: "Play"; readonly id: string }
  | { readonly _tag: "Warn"; readonly message: string }
  | { readonly _tag: "Remember"; readonly person: string; readonly accepted: string }
  /** `isStillAsked`: nobody waits for it any more, but it will be done when it can be. */
  | { readonly _tag: "Answer"; readonly ticket: number; readonly value: unknown; readonly isStillAsked?: boolean }
  | { readonly _tag: "Subscribe" }
  | { readonly _tag: "Unsubscribe" }
  | { readonly _tag: "Move"; readonly withinMs: number }
  | { readonly _tag: "LoadList"; readonly cursor: string | null }
  | { readonly _tag: "LoadThread"; readonly conversationId: string; readonly beforeSeq: number | null }
  | { readonly _tag: "Upload"; readonly conversationId: string; readonly key: string }
  | { readonly _tag: "DropFile"; readonly file: DraftFile }
  | { readonly _tag: "Send"; readonly message: Outgoing }
  | { readonly _tag: "MarkSeen"; readonly conversationId: string; readonly seq: number }
  | RatingCommand
  | { readonly _tag: "SubmitFeedback"; readonly ticket: number; readonly payload: FeedbackPayload }
  | { readonly _tag: "SendTyping"; readonly conversationId: string; readonly isTyping: boolean; readonly preview?: string }

export type AnyEvent = LauncherEvent | PanelEvent
export type PanelStep = Step<ReadyState, PanelCommand>
export type PanelHandlers = Handlers<ReadyState, AnyEvent, PanelCommand>
