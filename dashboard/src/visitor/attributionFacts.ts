import type { Visitor } from "../inbox/nouns.ts"
import { shortDate } from "../ui/time.ts"
import type { Fact } from "./facts.ts"

type Attribution = NonNullable<Visitor["attribution"]>

const channels: Readonly<Record<Attribution["channel"], string>> = {
  direct: "Direct", email: "E-mail", paid: "Paid", organic_search: "Search", social: "Social", referral: "Referral"
}

/** Whose advertisement was clicked; the click's own id says nothing to people. */
const advertisers: Readonly<Record<keyof Attribution["clickIds"], string>> = {
  gclid: "Google Ads", gbraid: "Google Ads", wbraid: "Google Ads", fbclid: "Meta", msclkid: "Microsoft Ads", ttclid: "TikTok", li_fat_id: "LinkedIn", twclid: "X"
}

/** How a visitor came to the site for the first time, without what is not known of it. */
export const attributionFacts = ({ at, channel, clickIds, landingPath, referrerDomain, utm }: Attribution): ReadonlyArray<Fact> => {
  const clicked = (Object.keys(advertisers) as ReadonlyArray<keyof typeof advertisers>) // the keys of the table above
    .flatMap((id) => clickIds[id] ? [advertisers[id]] : [])
  const rows: ReadonlyArray<readonly [string, string | null]> = [
    ["Channel", channels[channel]],
    ["Referrer", referrerDomain],
    ["Campaign", utm.campaign],
    ["Source", [utm.source, utm.medium].filter(Boolean).join(" · ") || null],
    ["Content", utm.content],
    ["Search term", utm.term],
    ["Clicked ad", [...new Set(clicked)].join(", ") || null],
    ["Landed on", landingPath],
    ["When", Number.isNaN(Date.parse(at)) ? null : shortDate(at)]
  ]
  return rows.flatMap(([label, value]) => value ? [{ label, value }] : [])
}
