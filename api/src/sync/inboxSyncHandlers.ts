import { CurrentMember } from "@cossistant/core/auth/MemberAuth"
import { InboxSyncRpcs } from "@cossistant/core/sync/syncRpcs"
import * as Effect from "effect/Effect"
import * as Stream from "effect/Stream"
import { Entitlements } from "../billing/Entitlements.ts"
import { Viewers } from "../inbox/Viewers.ts"
import { Presence } from "../live/Presence.ts"
import { memberTopic, siteTopic, teamTopic } from "../live/topicNames.ts"
import { Topics } from "../realtime/Topics.ts"
import { AccessCheck } from "./AccessCheck.ts"
import { PositionCheck } from "./PositionCheck.ts"
import { Sync } from "./Sync.ts"

/** A member's live news of one site, beginning with who is there. */
export const layer = InboxSyncRpcs.toLayer(Effect.gen(function*() {
  const sync = yield* Sync
  const topics = yield* Topics
  const check = yield* PositionCheck
  const access = yield* AccessCheck
  const presence = yield* Presence
  const viewers = yield* Viewers
  const entitlements = yield* Entitlements
  return InboxSyncRpcs.of({
    "sync.subscribe": ({ token }, subscriber) => topics.subscribe(subscriber, Effect.gen(function*() {
      const member = yield* CurrentMember
      yield* check.watch(member.websiteId)
      yield* access.member(member)
      yield* entitlements.watch(member)
      yield* Effect.addFinalizer(() => viewers.leave(member))
      const first = Effect.zipWith(sync.teamChanges(member, token), presence.whoIsThere(member.websiteId), (events, there) => [...events, there])
      return {
        topics: [teamTopic(member.websiteId), memberTopic(member.websiteId, member.userId), siteTopic(member.websiteId)],
        first: Stream.fromIterableEffect(access.first(subscriber, member, first))
      }
    })),
    "sync.pull": ({ token }) => CurrentMember.use((member) =>
      Effect.andThen(entitlements.watch(member), sync.teamChanges(member, token)).pipe(
        Effect.scoped,
        Effect.zipWith(presence.whoIsThere(member.websiteId), (events, there) => ({ events: [...events, there] }))
      ))
  })
}))
