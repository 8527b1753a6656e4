import type { CurrentMember } from "@cossistant/core/auth/MemberAuth"
import type { CurrentVisitor } from "@cossistant/core/auth/VisitorAuth"
import type { PublicConversation } from "@cossistant/core/conversations/Conversation"
import type { PublicTimelineItem, TimelineItem } from "@cossistant/core/conversations/TimelineItem"
import type { InboxConversation } from "@cossistant/core/inbox/InboxConversation"
import type { InboxEvent } from "@cossistant/core/sync/InboxEvent"
import { SyncToken } from "@cossistant/core/sync/SyncToken"
import type { WidgetEvent } from "@cossistant/core/sync/WidgetEvent"
import type { VisitorSummary } from "@cossistant/core/visitors/VisitorDetail"
import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Schema from "effect/Schema"
import type { Scope } from "effect/Scope"
import { SqlClient } from "effect/sql/SqlClient"
import { redacted } from "../billing/horizon.ts"
import { PlanLocks } from "../billing/PlanLocks.ts"
import { WireItems } from "../conversations/WireItems.ts"
import { siteTopic, visitorTopics } from "../live/topicNames.ts"
import { Topics } from "../realtime/Topics.ts"
import { Epoch } from "../sql/Epoch.ts"
import { PositionCheck } from "./PositionCheck.ts"
import { resumeFrom, type Since } from "./SyncPosition.ts"

const isToken = Schema.is(SyncToken)

type Seen = Omit<Extract<InboxEvent, { _tag: "SeenChanged" }>, "_tag">

/** As `widget_changes` and `inbox_changes` answer: what was missed, or that it can't be told. */
type Changes<M> = { readonly position: string; readonly reload: "restored" | "identity" | "access" | "too_many" } | M

interface Missed<C, I> {
  readonly position: string
  readonly reload?: undefined
  readonly conversations: ReadonlyArray<C>
  readonly items: ReadonlyArray<I>
  readonly seen: ReadonlyArray<Seen>
}

interface TeamMissed extends Missed<InboxConversation, TimelineItem> {
  /** How far each member has read of each of the conversations, in their order. */
  readonly marks: ReadonlyArray<Readonly<Record<string, number>>>
  /** Whoever is somebody else by now, or the same person with another name. */
  readonly visitors: ReadonlyArray<VisitorSummary>
}

export type WidgetChanges = Changes<Missed<PublicConversation, PublicTimelineItem>>

/** What a visitor's admission read along, before the visitor's topics were known; of use while `holds`. */
export const EarlyChanges = Context.Reference<{ readonly changes: WidgetChanges; readonly holds: (visitor: Visitor) => boolean } | undefined>(
  "api/sync/EarlyChanges",
  { defaultValue: () => undefined }
)

type Visitor = Omit<CurrentVisitor["Service"], "connection">

/**
 * Catching up: what changed since a token, in one query. The last event is always `Position`, the token to come back
 * with. Without a token there is nothing to catch up: the position comes first and the client lists after it.
 */
export class Sync extends Context.Service<Sync, {
  readonly visitorChanges: (visitor: Visitor, token: SyncToken | null) => Effect.Effect<ReadonlyArray<WidgetEvent>>
  /**
   * For the admission of a visitor who comes back with `token`: where to read from, if anywhere, and whether what was
   * read then is all there is to tell by now. It isn't when the visitor was told something before it could listen.
   */
  readonly early: (token: unknown) => Effect.Effect<{
    readonly since: Since | null
    readonly holds: (visitor: Visitor) => boolean
  }, never, Scope>
  /** What is locked by the plan is told without its words, as `Entitlements.watch` has it known. */
  readonly teamChanges: (member: CurrentMember["Service"], token: SyncToken | null) => Effect.Effect<ReadonlyArray<InboxEvent>>
}>()("api/sync/Sync") {
  static readonly layer = Layer.effect(Sync, Effect.gen(function*() {
    const sql = yield* SqlClient
    const epoch = (yield* Epoch).id
    const wire = yield* WireItems
    const locks = yield* PlanLocks
    const check = yield* PositionCheck
    const topics = yield* Topics
    const position = (at: string) => ({ _tag: "Position" as const, token: check.token(at) })
    const here = () => ({ _tag: "Position" as const, token: check.here() })

    const catchUp = <M extends { readonly position: string; readonly reload?: undefined }, E>(
      token: SyncToken | null,
      read: (since: Since) => Effect.Effect<Changes<M>>,
      tell: (missed: M) => ReadonlyArray<E>
    ) => Effect.gen(function*() {
      if (token === null) return [here()]
      const from = resumeFrom(epoch, token)
      if ("reload" in from) return [{ _tag: "Reload" as const, reason: from.reload }, here()]
      const changes = yield* read(from.since)
      if (changes.reload !== undefined) return [{ _tag: "Reload" as const, reason: changes.reload }, position(changes.position)]
      return [...tell(changes), position(changes.position)]
    })
    const itemChanged = <I extends TimelineItem>(item: I) => ({ _tag: "ItemChanged" as const, item })
    const seenChanged = (seen: Seen) => ({ _tag: "SeenChanged" as const, ...seen })

    const visitorChanges = ({ contactId, isTest, visitorId, websiteId }: Visitor, { taken, xid }: Since) => Effect.orDie(Effect.map(
      sql<{ changes: WidgetChanges }>`
        select widget_changes(${websiteId}, ${isTest ? "test" : "live"}, ${visitorId}, ${contactId}, ${xid}::xid8, to_timestamp(${taken})) as changes`,
      ([row]) => row?.changes ?? { position: check.position(), reload: "too_many" as const }
    ))

    const readable = (websiteId: string, missed: TeamMissed): TeamMissed => {
      const locked = new Set<string>()
      const conversations = missed.conversations.map((conversation) => {
        const lock = locks.lockOf(websiteId, conversation)
        if (lock === undefined) return wire.conversation(conversation)
        locked.add(conversation.id)
        return redacted(conversation, lock)
      })
      return { ...missed, conversations, items: missed.items.filter((item) => !locked.has(item.conversationId)) }
    }

    return Sync.of({
      visitorChanges: (visitor, token) => catchUp(
        token,
        (since) => Effect.flatMap(EarlyChanges, (early) => early?.holds(visitor) ? Effect.succeed(early.changes) : visitorChanges(visitor, since)),
        ({ conversations, items, seen }: Missed<PublicConversation, PublicTimelineItem>) => [
          ...wire.publicItems(items).map(itemChanged),
          ...conversations.map((conversation) => ({ _tag: "ConversationChanged" as const, conversation: wire.publicConversation(conversation) })),
          ...seen.map(seenChanged)
        ]
      ),
      early: Effect.fnUntraced(function*(token) {
        const from = isToken(token) ? resumeFrom(epoch, token) : undefined
        if (from === undefined || "reload" in from) return { since: null, holds: () => false }
        const told = yield* topics.overhear
        const at = check.position()
        return {
          since: from.since,
          // What the position check tells reaches back no further than two of its looks.
          holds: (visitor) => check.position() === at && !told([...visitorTopics(visitor), siteTopic(visitor.websiteId)])
        }
      }),
      teamChanges: ({ websiteId }, token) => catchUp(
        token,
        ({ taken, xid }) => Effect.orDie(Effect.map(
          sql<{ changes: Changes<TeamMissed> }>`select inbox_changes(${websiteId}, ${xid}::xid8, to_timestamp(${taken})) as changes`,
          ([row]) => row?.changes ?? { position: check.position(), reload: "too_many" as const }
        )),
        (missed: TeamMissed) => {
          const { conversations, items, marks, seen, visitors } = readable(websiteId, missed)
          return [
            ...items.map(wire.item).map(itemChanged),
            ...conversations.map((conversation, n) => ({ _tag: "ConversationChanged" as const, conversation, seen: marks[n] ?? {} })),
            ...visitors.map((visitor) => ({ _tag: "VisitorChanged" as const, visitor })),
            ...seen.map(seenChanged)
          ]
        }
      )
    })
  })).pipe(Layer.provide(PlanLocks.layer))
}
