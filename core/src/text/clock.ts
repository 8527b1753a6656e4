import type { SupportText } from "./TextKey.ts"

const steps: ReadonlyArray<readonly [unit: Intl.RelativeTimeFormatUnit, seconds: number]> = [
  ["day", 86_400], ["hour", 3_600], ["minute", 60]
]

const sameDay = (a: Date, b: Date): boolean => a.toDateString() === b.toDateString()

const dayBefore = (day: Date): Date => new Date(day.getFullYear(), day.getMonth(), day.getDate() - 1)

/** How long ago, in a word or two: "just now", "4 min. ago", "2 days ago". */
export const timeAgo = (text: SupportText, then: Date, now: Date): string => {
  const seconds = (now.getTime() - then.getTime()) / 1000
  const step = steps.find(([, size]) => seconds >= size)
  return step === undefined
    ? text("common.time.justNow")
    : new Intl.RelativeTimeFormat(text.locale, { numeric: "auto", style: "short" }).format(-Math.floor(seconds / step[1]), step[0])
}

// Making one takes a browser a hundred times as long as using it, and a conversation shows many.
const clocks: Record<string, Intl.DateTimeFormat> = {}

/** The time of day: "9:41 AM", "09:41". */
export const clockTime = ({ locale }: SupportText, at: Date): string =>
  (clocks[locale] ??= new Intl.DateTimeFormat(locale, { hour: "numeric", minute: "2-digit" })).format(at)

/** The label of a day between messages: today, yesterday, or its date (with the year when it isn't this one). */
export const dayLabel = (text: SupportText, day: Date, now: Date): string => {
  if (sameDay(day, now)) return text("common.time.today")
  if (sameDay(day, dayBefore(now))) return text("common.time.yesterday")
  return day.toLocaleDateString(text.locale, {
    weekday: "long", day: "numeric", month: "long", year: day.getFullYear() === now.getFullYear() ? undefined : "numeric"
  })
}

/** A short stamp for lists: the time today, the weekday within a week, else the date. */
export const shortTime = (text: SupportText, at: Date, now: Date): string => {
  if (sameDay(at, now)) return clockTime(text, at)
  const isThisWeek = now.getTime() - at.getTime() < 6 * 86_400_000
  return at.toLocaleDateString(text.locale, isThisWeek ? { weekday: "short" } : { day: "numeric", month: "short" })
}
