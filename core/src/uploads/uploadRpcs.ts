import * as Schema from "effect/Schema"
import * as Rpc from "effect/rpc/Rpc"
import * as RpcGroup from "effect/rpc/RpcGroup"
import { MemberAuth } from "../auth/MemberAuth.ts"
import { VisitorAuth } from "../auth/VisitorAuth.ts"
import { FeatureNotInPlan } from "../billing/Plan.ts"
import { ConversationNotFound } from "../conversations/Conversation.ts"
import { TooManyRequests } from "../errors/TooManyRequests.ts"
import { WebsiteId } from "../websites/Website.ts"
import { ClaimedFile, FileRefused, UploadGrant } from "./Upload.ts"

const wanted = {
  conversationId: Schema.String,
  filename: Schema.String.check(Schema.isMinLength(1), Schema.isMaxLength(200)),
  mediaType: Schema.String.check(Schema.isMinLength(1), Schema.isMaxLength(256)),
  size: Schema.Int
}
const grantError = Schema.Union([FileRefused, ConversationNotFound, TooManyRequests])

/** Attaching a file from the widget: grant → PUT → claim → name the key in a message. */
export class WidgetUploadRpcs extends RpcGroup.make(
  Rpc.make("uploads.grant", { payload: wanted, success: UploadGrant, error: grantError }),
  Rpc.make("uploads.claim", { payload: { key: Schema.String }, success: ClaimedFile, error: FileRefused })
).middleware(VisitorAuth) {}

/** The same from the inbox. */
export class InboxUploadRpcs extends RpcGroup.make(
  Rpc.make("uploads.grant", {
    payload: { websiteId: WebsiteId, ...wanted },
    success: UploadGrant,
    error: Schema.Union([...grantError.members, FeatureNotInPlan])
  }),
  Rpc.make("uploads.claim", {
    payload: { websiteId: WebsiteId, key: Schema.String },
    success: ClaimedFile,
    error: FileRefused
  })
).middleware(MemberAuth) {}
