import type { Status } from "../client/ladder.ts"
import type { Composer } from "./composer.ts"
import type { Conversations } from "./conversations.ts"
import type { EmailCard } from "./emailCard.ts"
import type { WaitingFeedback } from "./feedback.ts"
import type { Identity } from "./identity.ts"
import type { Outgoing } from "./outbox.ts"
import type { Processing } from "./processing.ts"
import type { Rating } from "./rating.ts"
import type { Reader } from "./seen.ts"
import type { Thread } from "./thread.ts"
import type { Typist, TypingOut } from "./typing.ts"
import type { WidgetState } from "./WidgetState.ts"

/** The second half of a widget: everything about conversations. Records are keyed by conversation id. */
export interface Panel {
  /** When this panel was loaded, ISO 8601: the moment of what has no other. */
  readonly loadedAt: string
  readonly identity: Identity
  readonly connection: Status
  /** Where this client stands in the news; null before the first `Position` and after `Reload`. Never stored. */
  readonly token: string | null
  readonly conversations: Conversations
  readonly threads: Readonly<Record<string, Thread>>
  /** The newest item that news told of, by `seq`. */
  readonly heard: Readonly<Record<string, number>>
  /** Messages by the team that are still being written, by id: they are announced when they are whole. */
  readonly unfinished: ReadonlyArray<string>
  readonly composers: Readonly<Record<string, Composer>>
  /** A conversation begun here without anything sent: `startConversation()` comes back to it. */
  readonly newConversation: string | null
  /** Messages the server has not accepted yet, oldest first. */
  readonly outbox: ReadonlyArray<Outgoing>
  readonly typists: Readonly<Record<string, ReadonlyArray<Typist>>>
  readonly typingOut: TypingOut | null
  readonly readers: Readonly<Record<string, ReadonlyArray<Reader>>>
  /** What an AI agent does just now. */
  readonly processing: Readonly<Record<string, Processing>>
  readonly ratings: Readonly<Record<string, Rating>>
  readonly emailCards: Readonly<Record<string, EmailCard>>
  /** Feedback that waits for a visitor. */
  readonly feedback: ReadonlyArray<WaitingFeedback>
}

/** A widget whose second half is loaded. */
export interface ReadyState extends WidgetState {
  readonly panel: Panel
}

export const withPanel = (state: ReadyState, change: Partial<Panel>): ReadyState => ({
  ...state,
  panel: { ...state.panel, ...change }
})
