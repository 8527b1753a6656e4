import { VisitorPlace } from "@cossistant/core/analytics/LiveVisitor"
import { Attribution } from "@cossistant/core/visitors/Attribution"
import { CurrentPage } from "@cossistant/core/visitors/VisitorDetail"
import * as Schema from "effect/Schema"

/** What is new on a site since it was last counted: live data only, each fact once unless it changed. */
export const SiteNews = Schema.Struct({
  conversations: Schema.Array(Schema.Struct({
    conversationId: Schema.String,
    visitorId: Schema.String,
    metric: Schema.Literals(["started", "person_reply", "ai_reply", "person_resolved", "ai_resolved"]),
    at: Schema.String,
    seconds: Schema.NullOr(Schema.Finite)
  })),
  visitors: Schema.Array(Schema.Struct({
    visitorId: Schema.String,
    at: Schema.String,
    name: Schema.NullOr(Schema.String),
    image: Schema.NullOr(Schema.String),
    page: Schema.NullOr(CurrentPage),
    place: Schema.NullOr(VisitorPlace),
    attribution: Schema.NullOr(Attribution)
  }))
})
export type SiteNews = typeof SiteNews.Type
