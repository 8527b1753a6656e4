import type { CurrentMember } from "@cossistant/core/auth/MemberAuth"
import { VisitorBlocked } from "@cossistant/core/auth/VisitorAuth"
import type { LimitReached } from "@cossistant/core/billing/Plan"
import { type ConversationId, IdConflict } from "@cossistant/core/conversations/Conversation"
import type { TimelineItem } from "@cossistant/core/conversations/TimelineItem"
import type { InboxConversation } from "@cossistant/core/inbox/InboxConversation"
import { VisitorNotFound } from "@cossistant/core/visitors/VisitorDetail"
import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import { SqlClient } from "effect/sql/SqlClient"
import { withTenant } from "../sql/Tenant.ts"
import { Inbox } from "./Inbox.ts"

export interface FirstWords {
  readonly visitorId: string
  readonly conversationId: ConversationId
  readonly messageId: string
  readonly text: string
}

/** Conversations that the team begins. */
export class Chats extends Context.Service<Chats, {
  /** Exactly once, however often it is asked with the same ids. */
  readonly start: (member: CurrentMember["Service"], words: FirstWords) => Effect.Effect<
    { readonly item: TimelineItem; readonly conversation: InboxConversation },
    VisitorNotFound | VisitorBlocked | IdConflict | LimitReached
  >
}>()("api/inbox/Chats") {
  static readonly layer = Layer.effect(Chats, Effect.gen(function*() {
    const sql = yield* SqlClient
    const inbox = yield* Inbox
    type Begun = "created" | "existing" | "conflict" | "unknown_visitor" | "visitor_blocked"
    const begin = (websiteId: string, conversationId: string, visitorId: string) => withTenant({ websiteId, data: "all" }, Effect.map(
      sql<{ begun: Begun }>`select api_begin_conversation(${websiteId}, ${conversationId}, ${visitorId}, '[]'::jsonb, null) as begun`,
      ([row]) => row?.begun ?? "unknown_visitor"
    )).pipe(Effect.provideService(SqlClient, sql), Effect.orDie)

    return Chats.of({
      start: Effect.fn("Chats.start")(function*(member, { conversationId, messageId, text, visitorId }) {
        // Asked before anything is made: a conversation without a word would be left behind.
        yield* inbox.mayReply(member, { conversationId, messageId })
        switch (yield* begin(member.websiteId, conversationId, visitorId)) {
          case "unknown_visitor": return yield* new VisitorNotFound({ id: visitorId })
          case "visitor_blocked": return yield* new VisitorBlocked()
          case "conflict": return yield* new IdConflict({ id: conversationId })
          default: return yield* inbox.reply(member, { conversationId, messageId, text, visibility: "public", confirmedSeq: 2 ** 31 - 1 }).pipe(
            // It was made a moment ago, and there are no files.
            Effect.catchTags({ ConversationNotFound: () => Effect.fail(new VisitorNotFound({ id: visitorId })), FileNotReady: Effect.die, ReplyIsStale: Effect.die })
          )
        }
      })
    })
  })).pipe(Layer.provide(Inbox.layer))
}
