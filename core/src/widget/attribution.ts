import { type Attribution, type Landing, plainAttribution } from "./profile.ts"

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

/** How the visitor came here for the first time. `host` is this page's own. */
export const attributionOf = (landing: Landing, host: string): Attribution => {
  const query = new URLSearchParams(landing.query)
  const said = (name: string) => query.get(name)?.slice(0, 300) || null
  const clicks = clickIds.flatMap((name) => {
    const id = said(name)
    return id === null ? [] : [[name, id] as const]
  })
  const referrer = landing.referrer === host ? "" : landing.referrer
  return {
    ...plainAttribution(landing),
    channel: channelOf(said("utm_medium") ?? "", clicks.length > 0, referrer),
    referrerDomain: referrer.slice(0, 300) || null,
    utm: {
      source: said("utm_source"), medium: said("utm_medium"), campaign: said("utm_campaign"), content: said("utm_content"), term: said("utm_term")
    },
    clickIds: Object.fromEntries(clicks)
  }
}
