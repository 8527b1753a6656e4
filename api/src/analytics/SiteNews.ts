import { VisitorPlace } from "@cossistant/core/analytics/LiveVisitor"
import { Attribution } from "@cossistant/core/visitors/Attribution"
import { CurrentPage } from "@cossistant/core/visitors/VisitorDetail"
import * as Schema from "effect/Schema"

const visit = {
  /** The page a visitor is or was on, where it is known. */
  page: Schema.NullOr(CurrentPage),
  /** The page they came there from, without its query. */
  referrer: Schema.NullOr(Schema.String),
  attribution: Schema.NullOr(Attribution)
}

/** What is new on a site since it was last counted: live data only, each fact once unless it changed. */
export const SiteNews = Schema.Struct({
  conversations: Schema.Array(Schema.Struct({
    /** Null of feedback that isn't about one, and of a visitor who was erased. */
    conversationId: Schema.NullOr(Schema.String),
    visitorId: Schema.NullOr(Schema.String),
    metric: Schema.Literals(["started", "person_reply", "ai_reply", "person_resolved", "ai_resolved", "escalated", "rated"]),
    at: Schema.String,
    seconds: Schema.NullOr(Schema.Finite),
    ...visit
  })),
  visitors: Schema.Array(Schema.Struct({
    visitorId: Schema.String,
    at: Schema.String,
    name: Schema.NullOr(Schema.String),
    image: Schema.NullOr(Schema.String),
    place: Schema.NullOr(VisitorPlace),
    ...visit
  }))
})
export type SiteNews = typeof SiteNews.Type
