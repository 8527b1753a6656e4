import * as Context from "effect/Context"
import type * as Effect from "effect/Effect"
import type { InboxEvent } from "@cossistant/core/sync/InboxEvent"
import type { WebsiteId } from "@cossistant/core/websites/Website"
import type { Sent } from "../conversations/SendRequest.ts"

/** Someone whose right to see changed: any of the three ids given is enough; none at all means everyone on the site. */
export interface AccessChange {
  readonly websiteId: WebsiteId
  readonly visitorId?: string
  readonly contactId?: string
  readonly userId?: string
  readonly reason: "identity" | "access"
}

/** A conversation that changed and its items that did, by id; an empty list when only the conversation itself did. */
export interface ConversationChange {
  readonly websiteId: WebsiteId
  readonly conversationId: string
  readonly itemIds: ReadonlyArray<string>
}

/** Something passing, told to both sides of a conversation: who writes, who has read, what an AI agent does. */
export type PassingEvent = Extract<InboxEvent, { readonly _tag: "TypingChanged" | "SeenChanged" | "Processing" | "ProcessingDone" }>

/** Tells whoever is subscribed, on every node. It carries wake-ups; Postgres stays the truth. */
export class Live extends Context.Service<Live, {
  /** As `conversationChanged` for a message whose answer already holds all there is to tell. */
  readonly messageSent: (websiteId: WebsiteId, sent: Sent) => Effect.Effect<void>
  /** After commit: both audiences get the conversation and the items, each encoded once. */
  readonly conversationChanged: (change: ConversationChange) => Effect.Effect<void>
  /** On every node at once: cached admissions are forgotten, and these people's subscriptions end with `Reload`. */
  readonly accessChanged: (change: AccessChange) => Effect.Effect<void>
  /** The visitor's devices and the team learn the visitor's new face. */
  readonly visitorChanged: (visitor: { readonly websiteId: WebsiteId; readonly visitorId: string }) => Effect.Effect<void>
  /** Something passing for the team: typing, presence, install proof. Never stored. */
  readonly tell: (websiteId: WebsiteId, event: InboxEvent) => Effect.Effect<void>
  /** Something passing for a visitor, on all its devices. */
  readonly tellVisitor: (
    to: { readonly visitorId: string; readonly contactId: string | null },
    event: PassingEvent
  ) => Effect.Effect<void>
}>()("api/live/Live") {}
