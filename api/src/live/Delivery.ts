import type { PublicConversation } from "@cossistant/core/conversations/Conversation"
import type { PublicTimelineItem, TimelineItem } from "@cossistant/core/conversations/TimelineItem"
import type { InboxConversation } from "@cossistant/core/inbox/InboxConversation"
import type { InboxEvent } from "@cossistant/core/sync/InboxEvent"
import type { PublicVisitor } from "@cossistant/core/visitors/PublicVisitor"
import type { VisitorSummary } from "@cossistant/core/visitors/VisitorDetail"
import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import { SqlClient } from "effect/sql/SqlClient"
import { redacted } from "../billing/horizon.ts"
import { PlanLocks } from "../billing/PlanLocks.ts"
import { WireItems } from "../conversations/WireItems.ts"
import { Topics } from "../realtime/Topics.ts"
import { Delivered } from "./Delivered.ts"
import type { AccessChange, ConversationChange } from "./Live.ts"
import { Sessions } from "./Sessions.ts"
import { memberTopic, siteTopic, teamTopic, visitorTopics } from "./topicNames.ts"

/** All that a changed conversation tells its two audiences, read once. */
export interface LoadedChange {
  readonly visitorId: string
  readonly contactId: string | null
  readonly inbox: InboxConversation
  readonly public: PublicConversation
  readonly items: ReadonlyArray<TimelineItem>
  /** How far each member has read; left out of a message, so that none waits for it. */
  readonly seen?: Readonly<Record<string, number>>
}

/** Telling the subscribers of this node. Each event is encoded once per audience, whatever their number. */
export class Delivery extends Context.Service<Delivery, {
  readonly deliver: (websiteId: string, change: LoadedChange) => Effect.Effect<void>
  /** Reads what a wake-up is about and delivers what this node hasn't told yet; nothing is read when nobody listens. */
  readonly wake: (change: ConversationChange) => Effect.Effect<void>
  readonly endStreams: (change: AccessChange) => Effect.Effect<void>
  readonly visitor: (who: { readonly websiteId: string; readonly visitorId: string }) => Effect.Effect<void>
  readonly tell: (websiteId: string, event: InboxEvent) => Effect.Effect<void>
  readonly tellVisitor: (to: { readonly visitorId: string; readonly contactId: string | null }, event: InboxEvent) => Effect.Effect<void>
  readonly delivered: Delivered
}>()("api/live/Delivery") {
  static readonly layer = Layer.effect(Delivery, Effect.gen(function*() {
    const sql = yield* SqlClient
    const topics = yield* Topics
    const sessions = yield* Sessions
    const wire = yield* WireItems
    const locks = yield* PlanLocks
    const delivered = new Delivered()

    const deliver = (websiteId: string, change: LoadedChange) => Effect.suspend(() => {
      delivered.add(change.inbox.id, change.inbox.version)
      for (const item of change.items) delivered.add(item.id, item.version)
      const team = [teamTopic(websiteId)]
      const own = visitorTopics(change)
      // Asked whether or not anyone listens: a conversation that is new takes its place.
      const lock = locks.lockOf(websiteId, change.inbox)
      const tell = (to: Array<string>, what: () => Pick<LoadedChange, "items" | "seen"> & { readonly conversation: object }) => {
        if (!topics.anyone(to)) return Effect.void
        const { items, ...changed } = what()
        return topics.publish(to, [
          ...items.map((item) => ({ _tag: "ItemChanged", item })),
          { _tag: "ConversationChanged", ...changed }
        ].map((event) => JSON.stringify(event)).join())
      }
      return Effect.andThen(
        tell(team, () => ({
          ...(lock === undefined
            ? { items: change.items.map(wire.item), conversation: wire.conversation(change.inbox) }
            : { items: [], conversation: redacted(change.inbox, lock) }),
          ...(change.seen && { seen: change.seen })
        })),
        tell(own, () => ({ items: wire.publicItems(change.items.filter(isPublic)), conversation: wire.publicConversation(change.public) }))
      )
    })

    return Delivery.of({
      delivered,
      deliver,
      wake: Effect.fnUntraced(function*({ conversationId, itemIds, websiteId }) {
        if (!topics.anyone([siteTopic(websiteId)]) && !locks.isHeld(websiteId)) return
        const [row] = yield* sql<{ change: LoadedChange; seen: Readonly<Record<string, number>> }>`
          select change, wire_seen(${websiteId}, ${conversationId}) as seen from load_change(${websiteId}, 'all', ${conversationId}, ${itemIds})`
        if (row !== undefined) yield* deliver(websiteId, { ...row.change, seen: row.seen })
      }, Effect.orDie),
      endStreams: ({ contactId, reason, userId, visitorId, websiteId }) => Effect.suspend(() => {
        sessions.forget({ websiteId, ...(visitorId && { visitorId }), ...(contactId && { contactId }), ...(userId && { userId }) })
        const everyone = visitorId === undefined && contactId === undefined && userId === undefined
        return topics.end([
          ...(everyone ? [siteTopic(websiteId)] : []),
          ...(visitorId === undefined ? [] : [`visitor:${visitorId}`]),
          ...(contactId === undefined ? [] : [`contact:${contactId}`]),
          ...(userId === undefined ? [] : [memberTopic(websiteId, userId)])
        ], JSON.stringify({ _tag: "Reload", reason }))
      }),
      visitor: Effect.fnUntraced(function*({ visitorId, websiteId }) {
        const [row] = yield* sql<{ public: PublicVisitor; summary: VisitorSummary }>`
          select public, summary from load_visitor(${websiteId}, ${visitorId})`
        if (row === undefined) return
        yield* topics.publish([`visitor:${visitorId}`], JSON.stringify({ _tag: "VisitorChanged", visitor: row.public }))
        yield* topics.publish([teamTopic(websiteId)], JSON.stringify({ _tag: "VisitorChanged", visitor: row.summary }))
      }, Effect.orDie),
      tell: (websiteId, event) => Effect.suspend(() => {
        if (event._tag === "SeenChanged") delivered.add(markId(event), event.seq)
        const isDraft = event._tag === "TypingChanged" && event.preview !== null
        const told = isDraft && !locks.isOpen(websiteId, event.conversationId) ? { ...event, preview: null } : event
        return topics.publish([teamTopic(websiteId)], JSON.stringify(told))
      }),
      tellVisitor: (to, event) => topics.publish(visitorTopics(to), JSON.stringify(event))
    })
  })).pipe(Layer.provide(PlanLocks.layer))
}

const isPublic = (item: TimelineItem): item is PublicTimelineItem => item.visibility === "public"

/** What stands for one reading mark at one moment among what was told. */
export const markId = ({ actorId, at, conversationId }: Extract<InboxEvent, { readonly _tag: "SeenChanged" }>): string =>
  `${conversationId} ${actorId} ${at}`
