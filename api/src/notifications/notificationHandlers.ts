import { CurrentMember } from "@cossistant/core/auth/MemberAuth"
import { NotificationRpcs } from "@cossistant/core/notifications/notificationRpcs"
import * as Effect from "effect/Effect"
import { Notifications } from "./Notifications.ts"

export const notificationHandlers = NotificationRpcs.toLayer(Effect.gen(function*() {
  const notifications = yield* Notifications
  return NotificationRpcs.of({
    "notifications.settings": () => CurrentMember.use(notifications.settings),
    "notifications.update": ({ settings }) => CurrentMember.use((me) => notifications.update(me, settings)),
    "notifications.subscribe": ({ deviceName, subscription }) => CurrentMember.use((me) => notifications.subscribe(me, subscription, deviceName)),
    "notifications.unsubscribe": ({ deviceId }) => CurrentMember.use((me) => notifications.unsubscribe(me, deviceId))
  })
}))
