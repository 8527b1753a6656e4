import type { PayloadEnc } from "../client/procedures.ts"
import type { Contract } from "./nouns.ts"

type Profile = PayloadEnc<Contract, "visitors.start">["profile"]
export type Attribution = NonNullable<Profile["attribution"]>

/** The first page of the first visit, as it was kept: its path, what the address said of a campaign, where from, and when. */
export interface Landing {
  readonly path: string
  readonly query: string
  /** Host and port of the page before, or "". */
  readonly referrer: string
  /** Milliseconds since 1970. */
  readonly at: number
}

const clickIds = ["gclid", "gbraid", "wbraid", "fbclid", "msclkid", "ttclid", "li_fat_id", "twclid"] as const
const search = /(^|\.)(google|bing|duckduckgo|yahoo|baidu|yandex|ecosia|qwant|startpage|brave|kagi|naver|seznam)\./
const social = /(^|\.)(facebook|instagram|twitter|x|t|linkedin|lnkd|reddit|youtube|tiktok|pinterest|threads|bsky|mastodon)\.(com|co|in|net|app|social)$/
const mail = /(^|\.)(mail|outlook|webmail)\./

const channelOf = (medium: string, hasClick: boolean, referrer: string): Attribution["channel"] => {
  if (hasClick || /^(cpc|ppc|paid|paidsearch|paid_social|display|cpm|ads?)$/i.test(medium)) return "paid"
  if (/^e-?mail$|^newsletter$/i.test(medium) || mail.test(referrer)) return "email"
  if (/^social/i.test(medium) || social.test(referrer)) return "social"
  if (/^organic$/i.test(medium) || search.test(referrer)) return "organic_search"
  return referrer === "" ? "direct" : "referral"
}

const isLanding = (value: unknown): value is Landing => {
  if (typeof value !== "object" || value === null) return false
  const { at, path, query, referrer } = value as { readonly [K in keyof Landing]?: unknown }
  return typeof at === "number" && at >= 0 && at < 1e14 && [path, query, referrer].every((field) => typeof field === "string")
}

/** How the visitor came here for the first time; null for what isn't a landing. `host` is this page's own. */
export const attributionOf = (landing: unknown, host: string): Attribution | null => {
  if (!isLanding(landing)) return null
  const query = new URLSearchParams(landing.query)
  const said = (name: string) => query.get(name)?.slice(0, 300) || null
  const clicks = clickIds.flatMap((name) => {
    const id = said(name)
    return id === null ? [] : [[name, id] as const]
  })
  const referrer = landing.referrer === host ? "" : landing.referrer
  return {
    channel: channelOf(said("utm_medium") ?? "", clicks.length > 0, referrer),
    referrerDomain: referrer.slice(0, 300) || null,
    landingPath: landing.path.slice(0, 300),
    utm: {
      source: said("utm_source"), medium: said("utm_medium"), campaign: said("utm_campaign"), content: said("utm_content"), term: said("utm_term")
    },
    clickIds: Object.fromEntries(clicks),
    at: new Date(landing.at).toISOString()
  }
}
