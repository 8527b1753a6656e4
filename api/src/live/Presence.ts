import type { InboxEvent } from "@cossistant/core/sync/InboxEvent"
import type { WebsiteId } from "@cossistant/core/websites/Website"
import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Schedule from "effect/Schedule"
import type { Scope } from "effect/Scope"
import { Bus } from "../realtime/Bus.ts"
import { Live } from "./Live.ts"
import { leaseMs, PresenceTable } from "./PresenceTable.ts"
import * as wakeUps from "./wakeUps.ts"

/** Who is there: visitors with the widget open on a page, members with a conversation open. Never stored. */
export class Presence extends Context.Service<Presence, {
  /** Holds the visitor online for as long as the scope; the team hears of the first and of the last tab. */
  readonly online: (websiteId: WebsiteId, visitorId: string) => Effect.Effect<void, never, Scope>
  readonly startViewing: (websiteId: WebsiteId, conversationId: string, userId: string) => Effect.Effect<void>
  readonly stopViewing: (websiteId: WebsiteId, conversationId: string, userId: string) => Effect.Effect<void>
  /** All of it at once, for a member who has just come. */
  readonly whoIsThere: (websiteId: WebsiteId) => ReadonlyArray<InboxEvent>
}>()("api/live/Presence") {
  static readonly layer = Layer.effect(Presence, Effect.gen(function*() {
    const live = yield* Live
    const table = new PresenceTable()
    const tellOnline = (websiteId: WebsiteId, visitorId: string) =>
      live.tell(websiteId, { _tag: "VisitorPresence", visitorId, online: table.has(onlineKey(websiteId), visitorId, Date.now()) })
    const viewers = (websiteId: WebsiteId, conversationId: string) => ({
      _tag: "ViewersChanged" as const,
      conversationId,
      userIds: table.of(viewingKey(websiteId, conversationId), Date.now())
    })

    const bus = yield* Bus
    const node = crypto.randomUUID()
    const say = (who: boolean) => Effect.provideService(wakeUps.presence.publish({ node, holds: table.word(), who }), Bus, bus)
    yield* wakeUps.presence.listen((word) => Effect.suspend(() => {
      table.hear(word.node, word.holds, Date.now())
      return word.who ? say(false) : Effect.void
    }))
    // The first word asks everyone else for theirs; the others keep our lease alive.
    yield* say(true)
    yield* Effect.forkScoped(Effect.repeat(say(false), Schedule.spaced(leaseMs / 3)))

    return Presence.of({
      online: (websiteId, visitorId) => Effect.asVoid(Effect.acquireRelease(
        Effect.suspend(() => table.add(onlineKey(websiteId), visitorId) ? tellOnline(websiteId, visitorId) : Effect.void),
        () => Effect.suspend(() => table.remove(onlineKey(websiteId), visitorId) ? tellOnline(websiteId, visitorId) : Effect.void)
      )),
      startViewing: (websiteId, conversationId, userId) => Effect.suspend(() =>
        table.add(viewingKey(websiteId, conversationId), userId) ? live.tell(websiteId, viewers(websiteId, conversationId)) : Effect.void),
      stopViewing: (websiteId, conversationId, userId) => Effect.suspend(() =>
        table.remove(viewingKey(websiteId, conversationId), userId) ? live.tell(websiteId, viewers(websiteId, conversationId)) : Effect.void),
      whoIsThere: (websiteId) => {
        const prefix = viewingKey(websiteId, "")
        return [
          ...table.of(onlineKey(websiteId), Date.now()).map((visitorId) => ({ _tag: "VisitorPresence" as const, visitorId, online: true })),
          ...table.keys(prefix, Date.now()).map((key) => viewers(websiteId, key.slice(prefix.length)))
        ]
      }
    })
  }))
}

const onlineKey = (websiteId: string) => `online ${websiteId}`
const viewingKey = (websiteId: string, conversationId: string) => `viewing ${websiteId} ${conversationId}`
