import * as Schema from "effect/Schema"
import { Timestamp } from "../ids/Timestamp.ts"

/** Why a widget was turned away at the door; the text a developer reads in settings and onboarding. */
export const RefusalReason = Schema.Literals([
  "origin_missing",
  "origin_not_allowed",
  "https_required",
  "live_key_on_loopback",
  "key_revoked",
  "private_key_in_browser"
])
export type RefusalReason = typeof RefusalReason.Type

/** Live proof that the widget is installed: the newest page that loaded it, and the newest that was refused. */
export const InstallStatus = Schema.Struct({
  seen: Schema.NullOr(Schema.Struct({ origin: Schema.String, isTest: Schema.Boolean, at: Timestamp })),
  refused: Schema.NullOr(Schema.Struct({ origin: Schema.String, reason: RefusalReason, at: Timestamp })),
  firstConversationId: Schema.NullOr(Schema.String)
})
export type InstallStatus = typeof InstallStatus.Type
