import type { NotificationChannel, NotificationSetting } from "@cossistant/core/notifications/Notification"

interface Wish {
  readonly enabled: boolean
  readonly delaySeconds: number | null
}

/** What a member wants who never said so. A push is wanted by whoever added a device. */
export const defaults: Readonly<Record<NotificationChannel, Wish>> = {
  email_new_message: { enabled: true, delaySeconds: 300 },
  email_mention: { enabled: true, delaySeconds: 60 },
  browser_push_new_message: { enabled: true, delaySeconds: 0 },
  sound_new_message: { enabled: true, delaySeconds: null },
  sound_typing: { enabled: true, delaySeconds: null },
  email_marketing: { enabled: true, delaySeconds: null }
}

const channels = Object.keys(defaults) as ReadonlyArray<NotificationChannel> // The record has every channel and no other key.

/** A member's wish for one channel. */
export const wishOf = (said: Readonly<Partial<Record<string, Wish>>>, channel: NotificationChannel): Wish => {
  const wish = said[channel]
  return wish === undefined
    ? defaults[channel]
    : { enabled: wish.enabled, delaySeconds: defaults[channel].delaySeconds === null ? null : wish.delaySeconds ?? defaults[channel].delaySeconds }
}

export const allWishes = (said: Readonly<Partial<Record<string, Wish>>>): ReadonlyArray<NotificationSetting> =>
  channels.map((channel) => ({ channel, ...wishOf(said, channel) }))
