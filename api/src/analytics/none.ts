import { AnalyticsUnavailable } from "@cossistant/core/analytics/InboxReport"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import { Analytics, noToken } from "./Analytics.ts"

/** No figures: their screens are hidden, and nothing is counted. */
export const layer = Layer.succeed(Analytics, Analytics.of({
  provider: "none",
  isShown: false,
  read: () => Effect.fail(new AnalyticsUnavailable()),
  take: undefined,
  left: undefined,
  token: () => Effect.succeed(noToken)
}))
