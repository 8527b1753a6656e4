import * as Schema from "effect/Schema"
import * as Rpc from "effect/rpc/Rpc"
import * as RpcGroup from "effect/rpc/RpcGroup"
import { UnknownVisitor, VisitorAuth, VisitorBlocked } from "../auth/VisitorAuth.ts"
import { TooManyRequests } from "../errors/TooManyRequests.ts"
import { Cursor } from "../ids/Cursor.ts"
import { Timestamp } from "../ids/Timestamp.ts"
import { FileNotReady } from "../uploads/Upload.ts"
import {
  ConversationClosed, ConversationId, ConversationNotFound, IdConflict, PublicConversation
} from "./Conversation.ts"
import { Seq } from "./Seq.ts"
import { hasContent, MessageText, PublicTimelineItem, TimelineItemId } from "./TimelineItem.ts"

/** A welcome line the host page showed before the first message; the server resolves its author itself. */
export const WelcomeMessage = Schema.Struct({
  content: Schema.String.check(Schema.isMinLength(1), Schema.isMaxLength(2000)),
  senderType: Schema.Literals(["visitor", "team_member", "ai"]),
  senderId: Schema.optionalKey(Schema.String)
})

/** How far someone of the team has read a conversation, and when. */
export const TeamMark = Schema.Struct({
  actorType: Schema.Literals(["user", "ai_agent"]),
  actorId: Schema.String,
  seq: Schema.Int,
  at: Timestamp
})

/** What a visitor may do with conversations. Author, time, order, visibility and type are the server's. */
export class WidgetConversationRpcs extends RpcGroup.make(
  Rpc.make("conversations.list", {
    payload: {
      cursor: Schema.optionalKey(Cursor),
      limit: Schema.optionalKey(Schema.Int.check(Schema.isBetween({ minimum: 1, maximum: 50 })))
    },
    success: Schema.Struct({
      conversations: Schema.Array(PublicConversation),
      nextCursor: Schema.NullOr(Cursor),
      total: Schema.Int
    })
  }),
  Rpc.make("conversations.timeline", {
    payload: {
      conversationId: ConversationId,
      beforeSeq: Schema.optionalKey(Seq),
      limit: Schema.optionalKey(Schema.Int.check(Schema.isBetween({ minimum: 1, maximum: 100 })))
    },
    success: Schema.Struct({
      conversation: PublicConversation,
      items: Schema.Array(PublicTimelineItem),
      hasMore: Schema.Boolean,
      /** One for each of the team who has read anything here; `SeenChanged` carries them on. */
      seen: Schema.Array(TeamMark)
    }),
    error: ConversationNotFound
  }),
  Rpc.make("conversations.send", {
    payload: Schema.Struct({
      conversationId: ConversationId,
      messageId: TimelineItemId,
      text: MessageText,
      files: Schema.optionalKey(Schema.Array(Schema.String).check(Schema.isMaxLength(3))),
      /** Only with the first message of a conversation that doesn't exist yet. */
      welcome: Schema.optionalKey(Schema.Array(WelcomeMessage).check(Schema.isMaxLength(5)))
    }).check(hasContent),
    success: Schema.Struct({ item: PublicTimelineItem, conversation: PublicConversation }),
    /** The last two: blocked or logged out on another device while the message was under way. */
    error: Schema.Union([
      ConversationNotFound, ConversationClosed, IdConflict, FileNotReady, TooManyRequests, UnknownVisitor, VisitorBlocked
    ])
  }),
  Rpc.make("conversations.seen", {
    payload: { conversationId: ConversationId, seq: Seq },
    error: ConversationNotFound
  }),
  Rpc.make("conversations.typing", {
    payload: {
      conversationId: ConversationId,
      isTyping: Schema.Boolean,
      preview: Schema.optionalKey(Schema.String.check(Schema.isMaxLength(2000)))
    },
    error: ConversationNotFound
  })
).middleware(VisitorAuth) {}
