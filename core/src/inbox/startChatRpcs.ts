import * as Schema from "effect/Schema"
import * as Rpc from "effect/rpc/Rpc"
import * as RpcGroup from "effect/rpc/RpcGroup"
import { MemberAuth } from "../auth/MemberAuth.ts"
import { VisitorBlocked } from "../auth/VisitorAuth.ts"
import { LimitReached } from "../billing/Plan.ts"
import { ConversationId, IdConflict } from "../conversations/Conversation.ts"
import { hasContent, MessageText, TimelineItem, TimelineItemId } from "../conversations/TimelineItem.ts"
import { VisitorId } from "../visitors/PublicVisitor.ts"
import { VisitorNotFound } from "../visitors/VisitorDetail.ts"
import { WebsiteId } from "../websites/Website.ts"
import { InboxConversation } from "./InboxConversation.ts"

/** A conversation that the team begins. */
export class StartChatRpcs extends RpcGroup.make(
  /**
   * Writes first: a new conversation with this visitor begins with the message, in the widget at once, and by letter when the
   * visitor is gone and has an address. The ids are the caller's: asked again with the same ones it answers the same.
   */
  Rpc.make("inbox.start", {
    payload: Schema.Struct({
      websiteId: WebsiteId, visitorId: VisitorId, conversationId: ConversationId, messageId: TimelineItemId, text: MessageText
    }).check(hasContent),
    success: Schema.Struct({ item: TimelineItem, conversation: InboxConversation }),
    error: Schema.Union([VisitorNotFound, VisitorBlocked, IdConflict, LimitReached])
  })
).middleware(MemberAuth) {}
