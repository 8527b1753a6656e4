import * as Schema from "effect/Schema"
import * as Rpc from "effect/rpc/Rpc"
import * as RpcGroup from "effect/rpc/RpcGroup"
import { MemberAuth } from "../auth/MemberAuth.ts"
import { WebsiteId } from "../websites/Website.ts"
import { NotificationChannel, NotificationSettings, PushSubscription, PushUnavailable } from "./Notification.ts"

const site = { websiteId: WebsiteId }

/** A member's own wishes: what to be told of, when, and on which devices. */
export class NotificationRpcs extends RpcGroup.make(
  Rpc.make("notifications.settings", { payload: site, success: NotificationSettings }),
  Rpc.make("notifications.update", {
    payload: {
      ...site,
      settings: Schema.Array(Schema.Struct({
        channel: NotificationChannel,
        enabled: Schema.Boolean,
        /** At most a day; left out where there is nothing to delay. */
        delaySeconds: Schema.optionalKey(Schema.NullOr(Schema.Int.check(Schema.isBetween({ minimum: 0, maximum: 86_400 }))))
      })).check(Schema.isMaxLength(10))
    },
    success: NotificationSettings
  }),
  /** Adds this browser, or renews what is known of it. */
  Rpc.make("notifications.subscribe", {
    payload: { ...site, subscription: PushSubscription, deviceName: Schema.Trim.check(Schema.isMaxLength(80)) },
    success: NotificationSettings,
    error: PushUnavailable
  }),
  /** Removes one device of mine, by its id; one that isn't there is fine. */
  Rpc.make("notifications.unsubscribe", { payload: { ...site, deviceId: Schema.String }, success: NotificationSettings })
).middleware(MemberAuth) {}
