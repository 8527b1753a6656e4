import type { NotificationChannel, PushDevice, PushSubscription } from "@cossistant/core/notifications/Notification"
import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import { SqlClient } from "effect/sql/SqlClient"
import { withTenant } from "../sql/Tenant.ts"

interface Wish {
  readonly enabled: boolean
  readonly delaySeconds: number | null
}

/** A device with what a push to it needs. */
export interface DeviceKeys {
  readonly id: string
  readonly endpoint: string
  readonly p256dh: string
  readonly auth: string
}

/** What members want to be told of, and on which devices. */
export class NotificationRepo extends Context.Service<NotificationRepo, {
  readonly wishes: (websiteId: string, userId: string) => Effect.Effect<Readonly<Record<string, Wish>>>
  readonly setWish: (websiteId: string, userId: string, channel: NotificationChannel, wish: Wish) => Effect.Effect<void>
  /** Turns it off and keeps the delay that was chosen; `delaySeconds` where none was. */
  readonly turnOff: (websiteId: string, userId: string, channel: NotificationChannel, delaySeconds: number | null) => Effect.Effect<void>
  /** Newest first. */
  readonly devices: (websiteId: string, userId: string) => Effect.Effect<ReadonlyArray<PushDevice>>
  /** Adds a browser, or renews what is known of it; a browser another member used is this member's now. */
  readonly putDevice: (websiteId: string, userId: string, device: PushSubscription & { readonly id: string; readonly name: string }) => Effect.Effect<void>
  readonly removeDevice: (websiteId: string, userId: string, id: string) => Effect.Effect<void>
  readonly keysOf: (websiteId: string, userId: string) => Effect.Effect<ReadonlyArray<DeviceKeys>>
  readonly deviceUsed: (websiteId: string, id: string) => Effect.Effect<void>
  readonly deviceGone: (websiteId: string, id: string) => Effect.Effect<void>
}>()("api/notifications/NotificationRepo") {
  static readonly layer = Layer.effect(NotificationRepo, Effect.gen(function*() {
    const sql = yield* SqlClient
    const within = <A, E>(websiteId: string, effect: Effect.Effect<A, E>) =>
      withTenant({ websiteId, data: "all" }, effect).pipe(Effect.provideService(SqlClient, sql), Effect.orDie)

    return NotificationRepo.of({
      wishes: (websiteId, userId) => within(websiteId, Effect.map(
        sql<Wish & { channel: string }>`select channel, enabled, delay_seconds from notification_setting where website_id = ${websiteId} and user_id = ${userId}`,
        (rows) => Object.fromEntries(rows.map(({ channel, delaySeconds, enabled }) => [channel, { enabled, delaySeconds }]))
      )),
      setWish: (websiteId, userId, channel, { delaySeconds, enabled }) => within(websiteId, Effect.asVoid(sql`
        insert into notification_setting (website_id, user_id, channel, enabled, delay_seconds)
        values (${websiteId}, ${userId}, ${channel}, ${enabled}, ${delaySeconds})
        on conflict (website_id, user_id, channel) do update set enabled = excluded.enabled, delay_seconds = excluded.delay_seconds`)),
      turnOff: (websiteId, userId, channel, delaySeconds) => within(websiteId, Effect.asVoid(sql`
        insert into notification_setting (website_id, user_id, channel, enabled, delay_seconds)
        values (${websiteId}, ${userId}, ${channel}, false, ${delaySeconds})
        on conflict (website_id, user_id, channel) do update set enabled = false`)),
      devices: (websiteId, userId) => within(websiteId, sql<PushDevice>`
        select id, name, endpoint, wire_time(created_at) as created_at, wire_time(last_used_at) as last_used_at
        from push_device d where website_id = ${websiteId} and user_id = ${userId} order by d.created_at desc, id`),
      putDevice: (websiteId, userId, { endpoint, id, keys, name }) => within(websiteId, Effect.asVoid(sql`
        insert into push_device (id, website_id, user_id, endpoint, p256dh, auth, name)
        values (${id}, ${websiteId}, ${userId}, ${endpoint}, ${keys.p256dh}, ${keys.auth}, ${name})
        on conflict (website_id, endpoint) do update
          set user_id = excluded.user_id, p256dh = excluded.p256dh, auth = excluded.auth, name = excluded.name`)),
      removeDevice: (websiteId, userId, id) => within(websiteId, Effect.asVoid(
        sql`delete from push_device where website_id = ${websiteId} and user_id = ${userId} and id = ${id}`)),
      keysOf: (websiteId, userId) => within(websiteId, sql<DeviceKeys>`
        select id, endpoint, p256dh, auth from push_device where website_id = ${websiteId} and user_id = ${userId}`),
      deviceUsed: (websiteId, id) => within(websiteId, Effect.asVoid(sql`update push_device set last_used_at = now() where website_id = ${websiteId} and id = ${id}`)),
      deviceGone: (websiteId, id) => within(websiteId, Effect.asVoid(sql`delete from push_device where website_id = ${websiteId} and id = ${id}`))
    })
  }))
}
