const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

// Made once: a format costs a hundred times what using it does.
const clock = new Intl.DateTimeFormat(undefined, { hour: "numeric", minute: "2-digit" })
const full = new Intl.DateTimeFormat(undefined, { dateStyle: "full", timeStyle: "short" })
const weekday = new Intl.DateTimeFormat(undefined, { weekday: "short" })
const dayAndMonth = new Intl.DateTimeFormat(undefined, { day: "numeric", month: "short" })
const date = new Intl.DateTimeFormat(undefined, { day: "numeric", month: "short", year: "numeric" })

const startOfDay = (at: Date): number => new Date(at.getFullYear(), at.getMonth(), at.getDate()).getTime()

/** The local calendar day as a key, `2026-04-15`. */
export const dayKey = (iso: string): string => {
  const at = new Date(iso)
  return [at.getFullYear(), at.getMonth() + 1, at.getDate()].map((part) => String(part).padStart(2, "0")).join("-")
}

/** A stamp for lists: "now", "4m", "3h", a weekday within the week, else the date. */
export const stamp = (iso: string, now: number): string => {
  const at = new Date(iso)
  const ago = now - at.getTime()
  if (ago < MINUTE) return "now"
  if (ago < HOUR) return `${Math.floor(ago / MINUTE)}m`
  if (at.getTime() >= startOfDay(new Date(now))) return `${Math.floor(ago / HOUR)}h`
  if (ago < 6 * DAY) return weekday.format(at)
  return (at.getFullYear() === new Date(now).getFullYear() ? dayAndMonth : date).format(at)
}

/** How long ago, in words: "just now", "4 minutes ago", "20 hours ago"; from a day on by the device's calendar: "yesterday". */
export const ago = (iso: string, now: number): string => {
  const past = Math.max(0, now - Date.parse(iso))
  if (past < MINUTE) return "just now"
  const words = new Intl.RelativeTimeFormat("en", { numeric: "auto" })
  if (past < HOUR) return words.format(-Math.floor(past / MINUTE), "minute")
  // A day may have 23 or 25 hours.
  const days = Math.round((startOfDay(new Date(now)) - startOfDay(new Date(iso))) / DAY)
  return past < DAY || days < 1 ? words.format(-Math.floor(past / HOUR), "hour") : words.format(-days, "day")
}

/** The time of day, as the device writes it. */
export const clockTime = (iso: string): string => clock.format(new Date(iso))

/** Everything about a moment, for hints. */
export const fullTime = (iso: string): string => full.format(new Date(iso))

/** A date in settings and facts. */
export const shortDate = (iso: string): string => date.format(new Date(iso))

/** The label between days: Today, Yesterday, or the date. */
export const dayLabel = (iso: string, now: number): string => {
  const day = startOfDay(new Date(iso))
  const today = startOfDay(new Date(now))
  if (day === today) return "Today"
  if (day === startOfDay(new Date(today - HOUR))) return "Yesterday"
  const at = new Date(iso)
  return at.toLocaleDateString(undefined, {
    weekday: "long", day: "numeric", month: "long", ...(at.getFullYear() !== new Date(now).getFullYear() && { year: "numeric" })
  })
}
