const capitalised = (word: string, locale: string | undefined): string => word.charAt(0).toLocaleUpperCase(locale) + word.slice(1)

const dayAt = (now: Date, offset: number): Date => new Date(now.getFullYear(), now.getMonth(), now.getDate() + offset)

/** `YYYY-MM-DD` in the local calendar. */
export const localDay = (date: Date): string => {
  const two = (value: number) => String(value).padStart(2, "0")
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`
}

/** The day of a `YYYY-MM-DD`, as its local midnight: an ISO date alone would be read as UTC, a day early in the west. */
export const dayOf = (dateString: string): Date => new Date(`${dateString}T00:00`)

export const isToday = (date: Date, now = new Date()): boolean => localDay(date) === localDay(now)

export const isYesterday = (date: Date, now = new Date()): boolean => localDay(date) === localDay(dayAt(now, -1))

/** "Today", "Yesterday", else the long date, in the words of `locale` (by default the browser's). */
export const defaultFormatDate = (date: Date, locale?: string): string => {
  const offset = isToday(date) ? 0 : isYesterday(date) ? -1 : null
  return offset === null
    ? date.toLocaleDateString(locale, { weekday: "long", year: "numeric", month: "long", day: "numeric" })
    : capitalised(new Intl.RelativeTimeFormat(locale, { numeric: "auto" }).format(offset, "day"), locale)
}
