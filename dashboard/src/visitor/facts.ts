import type { Visitor } from "../inbox/nouns.ts"
import { shortDate } from "../ui/time.ts"

export interface Fact {
  readonly label: string
  readonly value: string
  readonly href?: string
}

const languageName = (code: string): string => {
  try {
    return new Intl.DisplayNames(undefined, { type: "language" }).of(code) ?? code
  } catch {
    return code
  }
}

/** The time of day where the visitor is; null when the zone is unknown to this browser. */
export const localTime = (timezone: string, now: number): string | null => {
  try {
    return new Date(now).toLocaleTimeString(undefined, { timeZone: timezone, hour: "numeric", minute: "2-digit", weekday: "short" })
  } catch {
    return null
  }
}

const http = (url: string): string | undefined => /^https?:\/\//.test(url) ? url : undefined

/** What is known of a visitor, as label and value, without what is not. */
export const visitorFacts = (visitor: Visitor, now: number): ReadonlyArray<Fact> => {
  const { attribution, browser, createdAt, currentPage, device, externalId, ip, language, os, referrer, screenResolution, timezone, viewport } = visitor
  const local = timezone === null ? null : localTime(timezone, now)
  const page = currentPage && { label: "Page", value: currentPage.title ?? currentPage.path, href: http(currentPage.url) }
  const rows: ReadonlyArray<{ readonly label: string; readonly value: string | null; readonly href?: string | undefined } | null> = [
    page,
    { label: "Local time", value: local === null ? timezone : `${local} · ${timezone}` },
    { label: "Language", value: language && languageName(language) },
    { label: "Device", value: [device && device.charAt(0).toUpperCase() + device.slice(1), os].filter(Boolean).join(" · ") || null },
    { label: "Browser", value: browser },
    { label: "Screen", value: viewport ?? screenResolution },
    { label: "Address", value: ip },
    // How it came the first time tells more, and has its own place.
    { label: "Came from", value: attribution ? null : referrer, href: referrer ? http(referrer) : undefined },
    { label: "Your id", value: externalId },
    { label: "First seen", value: shortDate(createdAt) }
  ]
  return rows.flatMap((row) => row?.value ? [{ label: row.label, value: row.value, ...(row.href !== undefined && { href: row.href }) }] : [])
}
