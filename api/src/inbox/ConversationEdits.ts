import type { ConversationId, ConversationPriority, ConversationStatus } from "@cossistant/core/conversations/Conversation"
import type { EventType } from "@cossistant/core/conversations/TimelinePart"
import * as Context from "effect/Context"
import * as DateTime from "effect/DateTime"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import { SqlClient } from "effect/sql/SqlClient"
import * as PgTypes from "@effect/sql-pg/PgTypes"
import { withTenant } from "../sql/Tenant.ts"
import { Ids } from "../ids/Ids.ts"

/** What a member may change of a conversation. */
export interface Editable {
  readonly status: typeof ConversationStatus.Type
  readonly deletedAt: Date | null
  readonly priority: typeof ConversationPriority.Type
  readonly title: string | null
  readonly assigneeIds: ReadonlyArray<string>
}

/** New values, and the line the timeline gets for it. */
export interface Edit {
  readonly set: Partial<Editable>
  readonly event?: {
    readonly eventType: EventType
    readonly targetUserId?: string
    readonly message?: string
    /** The visitor sees it too; the team alone unless set. */
    readonly isPublic?: true
  }
}

/** Changes to a conversation with their trace in the timeline, in one transaction. */
export class ConversationEdits extends Context.Service<ConversationEdits, {
  /**
   * Locks the conversation and applies what `decide` makes of it. Undefined from `decide` means it is so already:
   * two members who do the same at once leave one event. Gives the ids of new timeline items; undefined when there is
   * no such conversation.
   */
  readonly edit: (
    who: { readonly websiteId: string; readonly userId: string },
    id: ConversationId,
    decide: (now: Editable) => Edit | undefined
  ) => Effect.Effect<{ readonly changed: boolean; readonly itemIds: ReadonlyArray<string> } | undefined>
}>()("api/inbox/ConversationEdits") {
  static readonly layer = Layer.effect(ConversationEdits, Effect.gen(function*() {
    const sql = yield* SqlClient
    const ids = yield* Ids

    return ConversationEdits.of({
      edit: ({ userId, websiteId }, id, decide) => withTenant({ websiteId, data: "all" }, Effect.gen(function*() {
        const [row] = yield* sql<Editable & { readonly isTest: boolean; readonly lastSeq: number }>`
          select status, deleted_at, priority, title, assignee_ids, is_test, last_seq
          from conversation where website_id = ${websiteId} and id = ${id} for update`
        if (row === undefined) return undefined
        const edit = decide(row)
        if (edit === undefined) return { changed: false, itemIds: [] }
        const itemId = edit.event === undefined ? undefined : yield* ids.next
        const now = DateTime.toDateUtc(yield* DateTime.now)
        yield* sql`update conversation set ${sql.update({
          ...columns(edit.set, userId, now),
          updatedAt: now,
          ...(itemId === undefined ? {} : { lastSeq: row.lastSeq + 1 })
        })} where website_id = ${websiteId} and id = ${id}`
        if (itemId === undefined || edit.event === undefined) return { changed: true, itemIds: [] }
        const part = {
          type: "event",
          eventType: edit.event.eventType,
          actorUserId: userId,
          actorAiAgentId: null,
          targetUserId: edit.event.targetUserId ?? null,
          targetAiAgentId: null,
          message: edit.event.message ?? null
        }
        yield* sql`insert into timeline_item (website_id, conversation_id, is_test, seq, id, type, visibility, parts, user_id)
          values (${websiteId}, ${id}, ${row.isTest}, ${row.lastSeq + 1}, ${itemId}, 'event', ${edit.event.isPublic === true ? "public" : "private"},
            ${PgTypes.jsonb([part])}, ${userId})`
        return { changed: true, itemIds: [itemId] }
      })).pipe(Effect.provideService(SqlClient, sql))
    })
  }))
}

/** A status carries its own facts: who resolved it and when. */
const columns = (set: Partial<Editable>, userId: string, now: Date) => ({
  ...set,
  ...(set.status === undefined
    ? {}
    : set.status === "resolved"
    ? { resolvedAt: now, resolvedByUserId: userId }
    : { resolvedAt: null, resolvedByUserId: null })
})
