import type { EventType } from "@cossistant/core/conversations/TimelinePart"
import type { VisitorId } from "@cossistant/core/visitors/PublicVisitor"
import type { WebsiteId } from "@cossistant/core/websites/Website"
import * as PgTypes from "@effect/sql-pg/PgTypes"
import * as Effect from "effect/Effect"
import { SqlClient } from "effect/sql/SqlClient"
import { Ids } from "../ids/Ids.ts"
import type { ConversationChange } from "../live/Live.ts"

/** What is told of a visitor in its conversations: that it said who it is, by itself; what a member did, to the team alone. */
export type VisitorEvent =
  | { readonly eventType: Extract<EventType, "visitor_identified"> }
  | { readonly eventType: Extract<EventType, "visitor_blocked" | "visitor_unblocked">; readonly userId: string }

/**
 * Writes an event into every open conversation of a visitor, within the transaction at hand; gives what is to be told
 * once that is committed.
 */
export const makeVisitorEvents = Effect.gen(function*() {
  const sql = yield* SqlClient
  const ids = yield* Ids

  return Effect.fnUntraced(function*(websiteId: WebsiteId, visitorId: VisitorId, event: VisitorEvent) {
    // Locked in the one order every writer keeps; the next statement sees them as they are then.
    const open = yield* sql<{ id: string }>`
      select id from conversation where website_id = ${websiteId} and visitor_id = ${visitorId} and view = 'open'
      order by id for update`
    if (open.length === 0) return []
    const changes = yield* Effect.forEach(open, ({ id }) => Effect.map(ids.next, (itemId): ConversationChange =>
      ({ websiteId, conversationId: id, itemIds: [itemId] })))
    const member = "userId" in event ? event.userId : null
    const part = {
      type: "event", eventType: event.eventType, actorUserId: member, actorAiAgentId: null, targetUserId: null, targetAiAgentId: null
    }
    // Events move no list: its order and previews are those of messages. What moves nothing else stamps itself.
    yield* sql`
      with place as (
        update conversation c set last_seq = c.last_seq + 1, updated_at = now(), version = c.version + 1, changed_in = pg_current_xact_id()
        from unnest(${changes.map(({ conversationId }) => conversationId)}::text[], ${changes.flatMap(({ itemIds }) => itemIds)}::text[]) n (id, item)
        where c.website_id = ${websiteId} and c.id = n.id returning c.id, c.is_test, c.last_seq, n.item
      )
      insert into timeline_item (website_id, conversation_id, is_test, seq, id, type, visibility, parts, user_id, visitor_id)
      select ${websiteId}, id, is_test, last_seq, item, 'event', ${member === null ? "public" : "private"},
        ${PgTypes.jsonb([part])}, ${member}, ${member === null ? visitorId : null} from place`
    return changes
  }, Effect.orDie)
})
