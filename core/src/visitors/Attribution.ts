import * as Schema from "effect/Schema"

const short = Schema.NullOr(Schema.String.check(Schema.isMaxLength(300)))

/** How a visitor came to the site for the first time. */
export const AttributionChannel = Schema.Literals(["direct", "email", "paid", "organic_search", "social", "referral"])
export type AttributionChannel = typeof AttributionChannel.Type

/** First touch: where from, and by which campaign or paid click. */
export const Attribution = Schema.Struct({
  channel: AttributionChannel,
  referrerDomain: short,
  landingPath: short,
  utm: Schema.Struct({ source: short, medium: short, campaign: short, content: short, term: short }),
  /** Ids of paid clicks, by the parameter that carried them. */
  clickIds: Schema.Record(
    Schema.Literals(["gclid", "gbraid", "wbraid", "fbclid", "msclkid", "ttclid", "li_fat_id", "twclid"]),
    Schema.optionalKey(Schema.String.check(Schema.isMaxLength(300)))
  ),
  at: Schema.String.check(Schema.isMaxLength(40))
})
export type Attribution = typeof Attribution.Type
