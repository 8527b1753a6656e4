import type { ConversationId, PublicConversation } from "@cossistant/core/conversations/Conversation"
import { Feedback } from "@cossistant/core/feedback/Feedback"
import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Schema from "effect/Schema"
import { SqlClient } from "effect/sql/SqlClient"
import { type TenantScope, withTenant } from "../sql/Tenant.ts"

/** A visitor, with the proven contact whose conversations are its own too. */
export interface VisitorScope extends TenantScope {
  readonly visitorId: string
  readonly contactId: string | null
}

/** What is kept of something a visitor said. */
export interface NewFeedback {
  readonly id: string
  readonly conversationId: string | null
  readonly rating: number
  readonly topic: string | null
  readonly comment: string | null
  readonly trigger: string | null
  readonly source: string
}

/** A conversation as it stands for whoever rates it. */
interface Rateable {
  readonly isResolved: boolean
  readonly rating: number | null
  readonly comment: string | null
}

/** Rows of feedback, and the ratings that conversations show. Everything but `within` and the lists for the team runs inside `within`. */
export class FeedbackRepo extends Context.Service<FeedbackRepo, {
  readonly within: <A, E>(scope: TenantScope, effect: Effect.Effect<A, E>) => Effect.Effect<A, E>
  /** Holds a conversation of this visitor; undefined when there is none. */
  readonly hold: (scope: VisitorScope, id: ConversationId) => Effect.Effect<Rateable | undefined>
  readonly add: (scope: VisitorScope, feedback: NewFeedback, isConversationRating: boolean) => Effect.Effect<Feedback>
  /** The conversation shows its rating from now on. */
  readonly show: (scope: TenantScope, id: ConversationId, rating: number) => Effect.Effect<void>
  readonly conversation: (scope: TenantScope, id: ConversationId) => Effect.Effect<PublicConversation>
  /** The newest of a conversation. */
  readonly ofConversation: (websiteId: string, id: ConversationId) => Effect.Effect<ReadonlyArray<Feedback>>
  /** The newest of a visitor and of its contact's other devices. */
  readonly ofVisitor: (websiteId: string, visitorId: string) => Effect.Effect<ReadonlyArray<Feedback>>
}>()("api/feedback/FeedbackRepo") {
  static readonly layer = Layer.effect(FeedbackRepo, Effect.gen(function*() {
    const sql = yield* SqlClient
    const decode = Schema.decodeUnknownSync(Feedback)
    const first = <A, E>(rows: Effect.Effect<ReadonlyArray<A>, E>) => Effect.map(Effect.orDie(rows), ([row]) => row)
    const mustHave = <A>(row: A | undefined) => row === undefined ? Effect.die(new Error("A row that was written isn't there.")) : Effect.succeed(row)
    const within = <A, E>(scope: TenantScope, effect: Effect.Effect<A, E>) =>
      withTenant(scope, effect).pipe(Effect.provideService(SqlClient, sql)) as typeof effect // a broken database is a defect

    return FeedbackRepo.of({
      within,
      // Whoever waited for the lock sees what was written meanwhile in the next statement only.
      hold: ({ contactId, visitorId, websiteId }, id) => Effect.andThen(
        Effect.orDie(sql`select from conversation where website_id = ${websiteId} and id = ${id} for no key update`),
        first(sql<Rateable>`
          select c.view = 'resolved' as is_resolved, c.visitor_rating as rating, f.comment
          from conversation c
          left join feedback f on f.website_id = c.website_id and f.conversation_id = c.id and f.is_conversation_rating
          where c.website_id = ${websiteId} and c.id = ${id} and (c.visitor_id = ${visitorId} or c.contact_id = ${contactId})`)
      ),
      add: ({ visitorId, websiteId }, { comment, conversationId, id, rating, source, topic, trigger }, isConversationRating) =>
        first(sql<{ feedback: unknown }>`
          insert into feedback as f (id, website_id, is_test, conversation_id, visitor_id, is_conversation_rating, rating, topic, comment, trigger, source)
          values (${id}, ${websiteId}, app_is_test(), ${conversationId}, ${visitorId}, ${isConversationRating}, ${rating}, ${topic}, ${comment},
            ${trigger}, ${source})
          returning wire_feedback(f) as feedback`).pipe(Effect.flatMap(mustHave), Effect.map(({ feedback }) => decode(feedback))),
      show: ({ websiteId }, id, rating) => Effect.asVoid(Effect.orDie(sql`
        update conversation set visitor_rating = ${rating}, visitor_rating_at = now() where website_id = ${websiteId} and id = ${id}`)),
      conversation: ({ websiteId }, id) => first(sql<{ public: PublicConversation }>`
        select public from wire_conversation where website_id = ${websiteId} and id = ${id}`).pipe(
          Effect.flatMap(mustHave), Effect.map((row) => row.public)),
      ofConversation: (websiteId, id) => within({ websiteId, data: "all" }, Effect.map(Effect.orDie(sql<{ feedback: unknown }>`
        select wire_feedback(f) as feedback from feedback f where website_id = ${websiteId} and conversation_id = ${id}
        order by created_at desc, id desc limit 20`), (rows) => rows.map(({ feedback }) => decode(feedback)))),
      ofVisitor: (websiteId, visitorId) => within({ websiteId, data: "all" }, Effect.map(Effect.orDie(sql<{ feedback: unknown }>`
        select wire_feedback(f) as feedback from feedback f where f.website_id = ${websiteId} and f.visitor_id in (
          select o.id from visitor v join visitor o on o.website_id = v.website_id and (o.id = v.id or o.contact_id = v.contact_id)
          where v.website_id = ${websiteId} and v.id = ${visitorId})
        order by f.created_at desc, f.id desc limit 20`), (rows) => rows.map(({ feedback }) => decode(feedback))))
    })
  }))
}
