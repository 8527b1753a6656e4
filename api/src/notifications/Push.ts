import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Redacted from "effect/Redacted"
import { Outgoing } from "../outgoing/Outgoing.ts"
import { SettingsError } from "../settings/SettingsError.ts"
import { Settings } from "../settings/Settings.ts"
import { settingOf } from "../settings/values.ts"
import { type DeviceKeys, NotificationRepo } from "./NotificationRepo.ts"

/** What a push says; the service worker of the inbox draws it. */
export interface PushMessage {
  readonly title: string
  /** At most 100 characters. */
  readonly body: string
  readonly icon: string
  readonly badge: string
  /** A newer one with the same tag takes the place of the older. */
  readonly tag: string
  readonly data: { readonly conversationId: string; readonly websiteSlug: string; readonly url: string }
}

const makeKeys = "Make the keys with: npx web-push generate-vapid-keys"

/** The server's own keys (RFC 8292), or undefined while none are set: then there are no pushes. */
export const vapid = Effect.gen(function*() {
  const publicKey = yield* settingOf("VAPID_PUBLIC_KEY")
  const privateKey = yield* settingOf("VAPID_PRIVATE_KEY")
  const subject = yield* settingOf("VAPID_SUBJECT")
  if (publicKey === undefined && privateKey === undefined && subject === undefined) return undefined
  const given = { VAPID_PUBLIC_KEY: publicKey, VAPID_PRIVATE_KEY: privateKey, VAPID_SUBJECT: subject }
  const missing = Object.entries(given).flatMap(([name, value]) => value === undefined ? [name] : [])
  const problems = [
    ...(missing.length === 0 ? [] : [`${missing.join(", ")} ${missing.length === 1 ? "is" : "are"} missing: pushes want VAPID_PUBLIC_KEY, VAPID_PRIVATE_KEY and VAPID_SUBJECT. ${makeKeys}`]),
    ...(publicKey === undefined || /^[\w-]{87}$/.test(publicKey) ? [] : [`VAPID_PUBLIC_KEY wants 87 characters of base64url. ${makeKeys}`]),
    ...(privateKey === undefined || /^[\w-]{43}$/.test(privateKey) ? [] : [`VAPID_PRIVATE_KEY wants 43 characters of base64url. ${makeKeys}`]),
    ...(subject === undefined || /^(mailto:\S+@\S+|https:\/\/\S+)$/.test(subject) ? [] : ["VAPID_SUBJECT wants an address push services can write to, as mailto:admin@example.com."])
  ]
  if (problems.length > 0) return yield* new SettingsError({ problems })
  return { publicKey: publicKey ?? "", privateKey: Redacted.make(privateKey ?? ""), subject: subject ?? "" }
})

/** Pushes to members' browsers (RFC 8030), encrypted for each (RFC 8291). */
export class Push extends Context.Service<Push, {
  /** What a browser needs to ask its push service for an address; null while there are no keys. */
  readonly publicKey: string | null
  /** Whether a push would be sent to this address at all. */
  readonly accepts: (endpoint: string) => Effect.Effect<boolean>
  /** To each of a member's devices; one that is gone is forgotten, what else fails is logged. */
  readonly send: (to: { readonly websiteId: string; readonly userId: string }, message: PushMessage) => Effect.Effect<void>
}>()("api/notifications/Push") {
  static readonly layer = Layer.effect(Push, Effect.gen(function*() {
    const keys = yield* vapid
    const { entry } = yield* Settings
    const outgoing = yield* Outgoing
    const repo = yield* NotificationRepo
    const accepts = (endpoint: string) =>
      endpoint.startsWith("https://") || entry !== "start"
        ? outgoing.check(endpoint).pipe(Effect.as(true), Effect.orElseSucceed(() => false))
        : Effect.succeed(false)
    if (keys === undefined) return Push.of({ publicKey: null, accepts, send: () => Effect.void })

    const sendTo = Effect.fnUntraced(function*(websiteId: string, { auth, endpoint, id, p256dh }: DeviceKeys, message: PushMessage) {
      const webPush = (yield* Effect.promise(() => import("web-push"))).default
      const { body, headers } = yield* Effect.try(() => webPush.generateRequestDetails({ endpoint, keys: { p256dh, auth } }, JSON.stringify(message), {
        vapidDetails: { subject: keys.subject, publicKey: keys.publicKey, privateKey: Redacted.value(keys.privateKey) },
        TTL: 12 * 3600,
        urgency: "high"
      }))
      const { status } = yield* outgoing.request({ url: endpoint, method: "POST", headers: texts(headers), body: new Uint8Array(body ?? Buffer.alloc(0)) })
      if (status === 404 || status === 410) return yield* repo.deviceGone(websiteId, id)
      if (status >= 300) return yield* Effect.annotateLogs(Effect.logWarning("A push service refused a push"), { host: URL.parse(endpoint)?.host, status })
      yield* repo.deviceUsed(websiteId, id)
    })
    return Push.of({
      publicKey: keys.publicKey,
      accepts,
      send: Effect.fn("Push.send")(function*({ userId, websiteId }, message) {
        yield* Effect.forEach(yield* repo.keysOf(websiteId, userId), (device) => sendTo(websiteId, device, message).pipe(
          Effect.catchCause((cause) => Effect.annotateLogs(Effect.logWarning("A push was not sent", cause), { host: URL.parse(device.endpoint)?.host }))
        ), { concurrency: 4, discard: true })
      })
    })
  })).pipe(Layer.provide([NotificationRepo.layer, Outgoing.layer]))
}

const texts = (headers: object): Record<string, string> => Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)]))
