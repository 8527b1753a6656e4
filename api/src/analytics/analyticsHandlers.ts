import { AnalyticsRpcs } from "@cossistant/core/analytics/analyticsRpcs"
import { CurrentMember } from "@cossistant/core/auth/MemberAuth"
import * as Effect from "effect/Effect"
import { Reports } from "./Reports.ts"

/** Figures and live visitors, one line a procedure; `MemberAuth` has seen to the site. */
export const analyticsHandlers = AnalyticsRpcs.toLayer(Effect.gen(function*() {
  const reports = yield* Reports
  return AnalyticsRpcs.of({
    "analytics.inbox": ({ days }) => CurrentMember.use(({ websiteId }) => reports.inbox(websiteId, days)),
    "analytics.live": () => CurrentMember.use(({ websiteId }) => reports.live(websiteId)),
    "analytics.token": () => CurrentMember.use(({ websiteId }) => reports.token(websiteId))
  })
}))
