import { CurrentVisitor } from "@cossistant/core/auth/VisitorAuth"
import { WidgetFeedbackRpcs } from "@cossistant/core/feedback/widgetFeedbackRpcs"
import * as Effect from "effect/Effect"
import { Feedbacks } from "./Feedbacks.ts"

/** What visitors think, one line a procedure. */
export const layer = WidgetFeedbackRpcs.toLayer(Effect.gen(function*() {
  const feedbacks = yield* Feedbacks
  return WidgetFeedbackRpcs.of({
    "conversations.rate": (rating) => CurrentVisitor.use((visitor) => feedbacks.rate(visitor, rating)),
    "feedback.submit": (said) => CurrentVisitor.use((visitor) => feedbacks.submit(visitor, said))
  })
}))
