import { timeAgo } from "./clock.ts"
import type { SupportText } from "./TextKey.ts"

const online = 15 * 60_000
const aDay = 86_400_000

export interface Availability {
  readonly isOnline: boolean
  readonly label: string
}

/**
 * What is true of the team now, from when one of it was last here (ISO text, or null when never): online within 15
 * minutes, else since when (within a day), else that it answers when it can.
 */
export const availabilityText = (text: SupportText, lastOnlineAt: string | null, now: Date): Availability => {
  const last = lastOnlineAt === null ? null : new Date(lastOnlineAt)
  const away = last === null ? Infinity : now.getTime() - last.getTime()
  if (away < online) return { isOnline: true, label: text("common.labels.supportOnline") }
  const label = last === null || away > aDay
    ? text("common.labels.away")
    : text("common.labels.activeAgo", { time: timeAgo(text, last, now) })
  return { isOnline: false, label }
}
