import { WebsiteId } from "@cossistant/core/websites/Website"
import * as Effect from "effect/Effect"
import { ulid } from "ulid"
import { TestDatabase } from "../../testing/TestDatabase.ts"

/** Who says a line of a conversation: a person of the team with a note or in public, an AI, a greeting, the visitor. */
export type Line = readonly [minute: number, who: "visitor" | "person" | "note" | "ai" | "greeting"]

export interface Talk {
  /** Minutes before now that it began. */
  readonly ago: number
  readonly lines?: ReadonlyArray<Line>
  readonly resolved?: readonly [minute: number, by: "person" | "ai"]
  readonly rating?: number
  /** The minute an AI asked for a person. */
  readonly escalated?: number
  readonly isTest?: boolean
  readonly visitor?: string
}

/** A site whose past is written row by row. */
export const supportedSite = Effect.gen(function*() {
  const { admin } = yield* TestDatabase
  const websiteId = WebsiteId.make(ulid())
  yield* admin`insert into organization (id, name, slug) values ('o', 'O', 'o') on conflict do nothing`
  yield* admin`insert into website (id, organization_id, name, slug, domain) values (${websiteId}, 'o', 'Shop', ${websiteId.toLowerCase()}, 'shop.example')`
  const now = Date.now()
  const at = (ago: number) => new Date(now - ago * 60_000)

  const visitor = Effect.fnUntraced(function*(ago: number, isTest = false, id: string = ulid()) {
    yield* admin`insert into visitor (id, website_id, is_test, secret_hash, created_at, last_seen_at)
      values (${id}, ${websiteId}, ${isTest}, ${id}::bytea, ${at(ago)}, ${at(ago)}) on conflict do nothing`
    return id
  })
  const line = (id: string, visitorId: string, isTest: boolean, seq: number, who: Line[1], ago: number) => admin`
    insert into timeline_item (website_id, conversation_id, seq, id, is_test, visibility, text, user_id, ai_agent_id, visitor_id, created_at)
      values (${websiteId}, ${id}, ${seq}, ${ulid()}, ${isTest}, ${who === "note" ? "private" : "public"}, 'Words',
        ${who === "person" || who === "note" ? "user" : null}, ${who === "ai" ? "agent" : null}, ${who === "visitor" ? visitorId : null}, ${at(ago)})`
  const talk = Effect.fnUntraced(function*({ ago, escalated, isTest = false, lines = [], rating, resolved, visitor: known }: Talk) {
    const visitorId = yield* visitor(ago, isTest, known)
    const id = ulid()
    yield* admin`insert into conversation (website_id, id, is_test, visitor_id, created_at) values (${websiteId}, ${id}, ${isTest}, ${visitorId}, ${at(ago)})`
    for (const [n, [minute, who]] of lines.entries()) yield* line(id, visitorId, isTest, n + 1, who, ago - minute)
    if (escalated !== undefined) {
      yield* admin`insert into timeline_item (website_id, conversation_id, seq, id, is_test, type, visibility, parts, ai_agent_id, created_at)
        values (${websiteId}, ${id}, 800, ${ulid()}, ${isTest}, 'event', 'public', '[{"type":"event","eventType":"participant_requested"}]', 'agent', ${at(ago - escalated)})`
    }
    if (resolved !== undefined) yield* resolve(id, ago - resolved[0], resolved[1], isTest)
    if (rating !== undefined) {
      yield* admin`insert into feedback (id, website_id, is_test, conversation_id, visitor_id, rating, source, created_at)
        values (${ulid()}, ${websiteId}, ${isTest}, ${id}, ${visitorId}, ${rating}, 'widget', ${at(ago)})`
    }
    return id
  })
  const resolve = Effect.fnUntraced(function*(id: string, ago: number, by: "person" | "ai", isTest = false) {
    yield* admin`insert into timeline_item (website_id, conversation_id, seq, id, is_test, type, visibility, parts, user_id, ai_agent_id)
      values (${websiteId}, ${id}, 900, ${ulid()}, ${isTest}, 'event', 'private', '[{"type":"event","eventType":"resolved"}]',
        ${by === "person" ? "user" : null}, ${by === "ai" ? "agent" : null})`
    yield* admin`update conversation set status = 'resolved', resolved_at = ${at(ago)}, resolved_by_user_id = ${by === "person" ? "user" : null}
      where website_id = ${websiteId} and id = ${id}`
  })
  /** One more line of a conversation, so many minutes ago; as messages do, it moves the conversation. */
  const goOn = Effect.fnUntraced(function*(id: string, seq: number, who: Line[1], ago: number) {
    const [moved] = yield* admin<{ visitorId: string }>`update conversation set last_seq = ${seq}, version = version + 1, changed_in = pg_current_xact_id()
      where website_id = ${websiteId} and id = ${id} returning visitor_id`
    yield* line(id, moved?.visitorId ?? "", false, seq, who, ago)
  }, admin.withTransaction)
  const reopen = (id: string) => admin`update conversation set status = 'open', resolved_at = null, resolved_by_user_id = null where website_id = ${websiteId} and id = ${id}`
  return { websiteId, visitor, talk, goOn, resolve, reopen }
})
