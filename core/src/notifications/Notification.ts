import * as Schema from "effect/Schema"
import { Timestamp } from "../ids/Timestamp.ts"

/** The ways a member may be told of something. Sounds are made by the browser; the server only keeps the wish. */
export const NotificationChannel = Schema.Literals([
  "email_new_message", "email_mention", "email_marketing", "browser_push_new_message", "sound_new_message", "sound_typing"
])
export type NotificationChannel = typeof NotificationChannel.Type

/** One way, as this member wants it on this site. `delaySeconds` is null where there is nothing to delay. */
export const NotificationSetting = Schema.Struct({
  channel: NotificationChannel,
  enabled: Schema.Boolean,
  delaySeconds: Schema.NullOr(Schema.Int)
})
export type NotificationSetting = typeof NotificationSetting.Type

/** A browser of the member's that gets pushes. */
export const PushDevice = Schema.Struct({
  id: Schema.String,
  name: Schema.String,
  /** To tell which one this browser is; its keys stay on the server. */
  endpoint: Schema.String,
  createdAt: Timestamp,
  lastUsedAt: Schema.NullOr(Timestamp)
})
export type PushDevice = typeof PushDevice.Type

/** What a browser's `PushSubscription.toJSON()` says (https://www.w3.org/TR/push-api/#dom-pushsubscriptionjson). */
export const PushSubscription = Schema.Struct({
  endpoint: Schema.String.check(Schema.isMaxLength(1000), Schema.isPattern(/^https?:\/\//)),
  keys: Schema.Struct({
    /** A point on P-256, uncompressed: 65 bytes as base64url. */
    p256dh: Schema.String.check(Schema.isPattern(/^[\w-]{86,88}=*$/)),
    /** 16 bytes as base64url. */
    auth: Schema.String.check(Schema.isPattern(/^[\w-]{22,24}=*$/))
  })
})
export type PushSubscription = typeof PushSubscription.Type

/** All of a member's wishes on one site. `vapidPublicKey` is null while the server has no keys: then there are no pushes. */
export const NotificationSettings = Schema.Struct({
  settings: Schema.Array(NotificationSetting),
  devices: Schema.Array(PushDevice),
  vapidPublicKey: Schema.NullOr(Schema.String)
})
export type NotificationSettings = typeof NotificationSettings.Type

/** This server has no keys for pushes, or won't send to that address. */
export class PushUnavailable extends Schema.TaggedError<PushUnavailable>()("PushUnavailable", {
  reason: Schema.Literals(["no_keys", "address", "too_many"])
}, { httpApiStatus: 409 }) {}
