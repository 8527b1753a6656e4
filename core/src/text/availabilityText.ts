import { timeAgo } from "./clock.ts"
import type { SupportText } from "./TextKey.ts"

const aDay = 86_400_000

/** What is true of the team now: online, when it was last here (within a day), or that it answers when it can. */
export const availabilityText = (
  text: SupportText,
  availability: { readonly isOnline: boolean; readonly lastOnlineAt: string | null },
  now: Date
): string => {
  if (availability.isOnline) return text("common.labels.supportOnline")
  const last = availability.lastOnlineAt === null ? null : new Date(availability.lastOnlineAt)
  return last === null || now.getTime() - last.getTime() > aDay
    ? text("common.labels.away")
    : text("common.labels.activeAgo", { time: timeAgo(text, last, now) })
}
