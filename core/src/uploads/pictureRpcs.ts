import * as Schema from "effect/Schema"
import * as Rpc from "effect/rpc/Rpc"
import * as RpcGroup from "effect/rpc/RpcGroup"
import { MemberAuth, NeedsRole } from "../auth/MemberAuth.ts"
import { TooManyRequests } from "../errors/TooManyRequests.ts"
import { WebsiteId } from "../websites/Website.ts"
import { FileRefused, UploadGrant } from "./Upload.ts"

const site = { websiteId: WebsiteId }
const picture = {
  ...site,
  filename: Schema.String.check(Schema.isMinLength(1), Schema.isMaxLength(200)),
  mediaType: Schema.String.check(Schema.isMinLength(1), Schema.isMaxLength(256)),
  size: Schema.Int
}
const grant = { payload: picture, success: UploadGrant, error: Schema.Union([FileRefused, TooManyRequests]) }

/** Null takes the picture away. The one before is removed either way. */
const choice = {
  payload: { ...site, key: Schema.NullOr(Schema.String) },
  success: Schema.Struct({ url: Schema.NullOr(Schema.String) }),
  error: FileRefused
}

/** The face of a member, on every site of theirs, and the logo of a site: grant → PUT → set, which looks at what arrived. */
export class PictureRpcs extends RpcGroup.make(
  Rpc.make("me.grantImage", grant),
  Rpc.make("me.setImage", choice),
  Rpc.make("websites.grantLogo", grant).annotate(NeedsRole, "admin"),
  Rpc.make("websites.setLogo", choice).annotate(NeedsRole, "admin")
).middleware(MemberAuth) {}
