import * as Schema from "effect/Schema"
import type { SiteNews } from "./SiteNews.ts"

/** A row of a data source of `infra/tinybird`. */
export const TinybirdRow = Schema.Struct({
  source: Schema.Literals(["conversation_metrics", "visitor_events", "visitor_activity_events", "presence_events"]),
  row: Schema.Record(Schema.String, Schema.Union([Schema.String, Schema.Finite]))
})
export type TinybirdRow = typeof TinybirdRow.Type

const eventTypes = {
  started: "conversation_started",
  person_reply: "first_response",
  ai_reply: "ai_first_response",
  person_resolved: "conversation_resolved",
  ai_resolved: "ai_resolved",
  escalated: "escalated",
  rated: "feedback_submitted"
} as const

type News = SiteNews["visitors"][number]
type Visit = Pick<News, "page" | "referrer" | "attribution">

/** Without what is null or not there: such a field puts the whole row into quarantine. */
const present = (fields: Readonly<Record<string, string | number | null | undefined>>): TinybirdRow["row"] =>
  Object.fromEntries(Object.entries(fields).filter((field): field is [string, string | number] => field[1] !== null && field[1] !== undefined))

const attributionOf = ({ attribution }: Visit) => attribution === null ? {} : {
  attribution_channel: attribution.channel,
  attribution_is_direct: attribution.channel === "direct" ? 1 : 0,
  attribution_referrer_domain: attribution.referrerDomain,
  attribution_landing_path: attribution.landingPath,
  ...Object.fromEntries(Object.entries(attribution.utm).map(([name, value]) => [`attribution_utm_${name}`, value])),
  ...Object.fromEntries(Object.entries(attribution.clickIds).map(([name, value]) => [`attribution_${name}`, value])),
  attribution_captured_at: attribution.at
}

const pageOf = ({ page, referrer }: Visit) => ({ page_url: page?.url, page_path: page?.path, page_title: page?.title, page_referrer_url: referrer })

const placeOf = ({ place }: News) => ({
  country_code: place?.countryCode, city: place?.city, latitude: place?.latitude, longitude: place?.longitude
})

/** What is new on a site as rows of its data sources. */
export const rowsOf = (websiteId: string, { conversations, visitors }: SiteNews): ReadonlyArray<TinybirdRow> => [
  ...conversations.map(({ at, conversationId, metric, seconds, visitorId, ...visit }): TinybirdRow => ({
    source: "conversation_metrics",
    row: present({
      timestamp: at, website_id: websiteId, visitor_id: visitorId ?? "", conversation_id: conversationId, event_type: eventTypes[metric], duration_seconds: seconds,
      ...pageOf(visit), ...attributionOf(visit)
    })
  })),
  ...visitors.flatMap((visitor): ReadonlyArray<TinybirdRow> => {
    const who = { timestamp: visitor.at, website_id: websiteId, visitor_id: visitor.visitorId }
    return [
      { source: "visitor_events", row: present({ ...who, event_type: "page_view", ...pageOf(visitor), ...attributionOf(visitor) }) },
      {
        source: "visitor_activity_events",
        row: present({ ...who, event_type: "page_sync", ...pageOf(visitor), ...placeOf(visitor), ...attributionOf(visitor) })
      },
      {
        source: "presence_events",
        row: present({
          timestamp: visitor.at, website_id: websiteId, entity_id: visitor.visitorId, entity_type: "visitor", name: visitor.name, image: visitor.image, ...placeOf(visitor)
        })
      }
    ]
  })
]
