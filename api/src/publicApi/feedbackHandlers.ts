import { CurrentApiKey } from "@cossistant/core/publicApi/CurrentApiKey"
import { FeedbackNotFound } from "@cossistant/core/publicApi/feedbackApi"
import { PublicApi } from "@cossistant/core/publicApi/PublicApi"
import * as Effect from "effect/Effect"
import * as HttpApiBuilder from "effect/http-api/HttpApiBuilder"
import { Feedbacks } from "../feedback/Feedbacks.ts"
import { Callers, scopeOf } from "./Callers.ts"
import { FeedbackLog } from "./FeedbackLog.ts"

export const feedbackHandlers = HttpApiBuilder.group(PublicApi, "feedback", Effect.fnUntraced(function*(handlers) {
  const callers = yield* Callers
  const feedbacks = yield* Feedbacks
  const log = yield* FeedbackLog
  return handlers.handleAll({
    submit: ({ payload: { contactId, source = "widget", visitorId, ...said } }) => CurrentApiKey.use((key) =>
      Effect.flatMap(contactId === undefined ? callers.visitor(key, visitorId) : callers.contact(key, contactId, visitorId), (visitor) =>
        Effect.map(feedbacks.submit(visitor, { ...said, source }), (feedback) => ({ feedback })))),
    list: ({ query: { cursor, limit, ...filter } }) => CurrentApiKey.use((key) =>
      log.list(scopeOf(key), filter, { ...(cursor === undefined ? {} : { cursor }), ...(limit === undefined ? {} : { limit }) })),
    get: ({ params: { id } }) => CurrentApiKey.use((key) => Effect.flatMap(log.get(scopeOf(key), id), (feedback) =>
      feedback === undefined ? Effect.fail(new FeedbackNotFound({ id })) : Effect.succeed({ feedback })))
  })
}))
