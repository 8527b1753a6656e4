import { CurrentVisitor } from "@cossistant/core/auth/VisitorAuth"
import { WidgetSyncRpcs } from "@cossistant/core/sync/syncRpcs"
import * as Effect from "effect/Effect"
import * as Stream from "effect/Stream"
import { Presence } from "../live/Presence.ts"
import { siteTopic, visitorTopics } from "../live/topicNames.ts"
import { Topics } from "../realtime/Topics.ts"
import { AccessCheck } from "./AccessCheck.ts"
import { PositionCheck } from "./PositionCheck.ts"
import { Sync } from "./Sync.ts"

/** A visitor's live news. The subscription stands before the catch-up is read, so nothing falls between the two. */
export const layer = WidgetSyncRpcs.toLayer(Effect.gen(function*() {
  const sync = yield* Sync
  const topics = yield* Topics
  const check = yield* PositionCheck
  const access = yield* AccessCheck
  const presence = yield* Presence
  return WidgetSyncRpcs.of({
    "sync.subscribe": ({ token }, subscriber) => topics.subscribe(subscriber, Effect.gen(function*() {
      const visitor = yield* CurrentVisitor
      const { contactId, visitorId, websiteId } = visitor
      yield* check.watch(websiteId)
      yield* access.visitor(visitor)
      yield* presence.online(websiteId, visitorId)
      return {
        topics: [...visitorTopics(visitor), siteTopic(websiteId)],
        first: Stream.fromIterableEffect(access.first(
          subscriber, { websiteId, visitorId, ...(contactId === null ? {} : { contactId }) }, sync.visitorChanges(visitor, token)
        ))
      }
    })),
    "sync.pull": ({ token }) => CurrentVisitor.use((visitor) => Effect.map(sync.visitorChanges(visitor, token), (events) => ({ events })))
  })
}))
