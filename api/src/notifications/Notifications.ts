import type { CurrentMember } from "@cossistant/core/auth/MemberAuth"
import { type NotificationChannel, type NotificationSettings, type PushSubscription, PushUnavailable } from "@cossistant/core/notifications/Notification"
import { WebsiteId } from "@cossistant/core/websites/Website"
import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import { SqlClient } from "effect/sql/SqlClient"
import { Ids } from "../ids/Ids.ts"
import { Jobs } from "../jobs/Jobs.ts"
import { Audience, type AudienceUnavailable } from "../mail/Audience.ts"
import { Members } from "../members/Members.ts"
import { withTenant } from "../sql/Tenant.ts"
import { allWishes, defaults, wishOf } from "./channels.ts"
import { NotificationRepo } from "./NotificationRepo.ts"
import { Push } from "./Push.ts"
import { wishForNews } from "./wishForNews.ts"

type Me = Pick<CurrentMember["Service"], "userId" | "websiteId">

/** So many browsers of one member get pushes of a site. */
const mostDevices = 10

/** What a member wants to be told of on a site, when, and on which devices. */
export class Notifications extends Context.Service<Notifications, {
  readonly settings: (me: Me) => Effect.Effect<NotificationSettings>
  /** Channels that aren't named stay as they are. */
  readonly update: (me: Me, settings: ReadonlyArray<{
    readonly channel: NotificationChannel
    readonly enabled: boolean
    readonly delaySeconds?: number | null
  }>) => Effect.Effect<NotificationSettings>
  readonly subscribe: (me: Me, subscription: PushSubscription, deviceName: string) => Effect.Effect<NotificationSettings, PushUnavailable>
  readonly unsubscribe: (me: Me, deviceId: string) => Effect.Effect<NotificationSettings>
}>()("api/notifications/Notifications") {
  static readonly layer = Layer.effect(Notifications, Effect.gen(function*() {
    const repo = yield* NotificationRepo
    const push = yield* Push
    const audience = yield* Audience
    const members = yield* Members
    const ids = yield* Ids
    const jobs = yield* Jobs
    const sql = yield* SqlClient

    const settings = Effect.fn("Notifications.settings")(function*({ userId, websiteId }: Me) {
      return {
        settings: allWishes(yield* repo.wishes(websiteId, userId)).filter(({ channel }) => channel !== "email_marketing" || audience.isOn),
        devices: yield* repo.devices(websiteId, userId),
        vapidPublicKey: push.publicKey
      }
    })
    const wantsNews = ({ userId, websiteId }: Me) => Effect.map(repo.wishes(websiteId, userId), (wishes) => wishOf(wishes, "email_marketing").enabled)
    const tellAudience = (me: Me): Effect.Effect<void, AudienceUnavailable> => Effect.gen(function*() {
      const member = (yield* members.team(me.websiteId)).find(({ userId }) => userId === me.userId)
      if (member === undefined) return
      const wanted = yield* wantsNews(me)
      yield* wanted ? audience.subscribe(member) : audience.unsubscribe(member.email)
      // Whoever was told of another wish meanwhile may have been faster.
      if ((yield* wantsNews(me)) !== wanted) yield* tellAudience(me)
    })
    if (audience.isOn) {
      yield* jobs.handle(wishForNews, ({ userId }, { websiteId }) => tellAudience({ userId, websiteId: WebsiteId.make(websiteId) }))
    }

    return Notifications.of({
      settings,
      update: Effect.fn("Notifications.update")(function*(me, wishes) {
        yield* withTenant({ websiteId: me.websiteId, data: "all" }, Effect.gen(function*() {
          for (const { channel, delaySeconds = defaults[channel].delaySeconds, enabled } of wishes) {
            yield* repo.setWish(me.websiteId, me.userId, channel, { enabled, delaySeconds: defaults[channel].delaySeconds === null ? null : delaySeconds })
            if (channel === "email_marketing" && audience.isOn) yield* jobs.add(wishForNews, me.websiteId, { userId: me.userId })
          }
        })).pipe(Effect.provideService(SqlClient, sql))
        return yield* settings(me)
      }),
      subscribe: Effect.fn("Notifications.subscribe")(function*(me, subscription, name) {
        if (push.publicKey === null) return yield* new PushUnavailable({ reason: "no_keys" })
        if (!(yield* push.accepts(subscription.endpoint))) return yield* new PushUnavailable({ reason: "address" })
        const devices = yield* repo.devices(me.websiteId, me.userId)
        if (devices.length >= mostDevices && !devices.some(({ endpoint }) => endpoint === subscription.endpoint)) {
          return yield* new PushUnavailable({ reason: "too_many" })
        }
        yield* repo.putDevice(me.websiteId, me.userId, { ...subscription, id: yield* ids.next, name })
        return yield* settings(me)
      }),
      unsubscribe: Effect.fn("Notifications.unsubscribe")(function*(me, deviceId) {
        yield* repo.removeDevice(me.websiteId, me.userId, deviceId)
        return yield* settings(me)
      })
    })
  })).pipe(Layer.provide(NotificationRepo.layer))
}
