import type { CurrentMember } from "@cossistant/core/auth/MemberAuth"
import * as Clock from "effect/Clock"
import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Schedule from "effect/Schedule"
import { Presence } from "../live/Presence.ts"

type Member = CurrentMember["Service"]

const leaseMs = 30_000

/** Which conversation each tab shows, so that two members don't answer at once. A tab that falls silent is forgotten. */
export class Viewers extends Context.Service<Viewers, {
  /** What this tab shows now, or that it shows none; to be repeated within 30 s. */
  readonly view: (member: Member, conversationId: string | null) => Effect.Effect<void>
  /** The tab is gone. */
  readonly leave: (member: Member) => Effect.Effect<void>
}>()("api/inbox/Viewers") {
  static readonly layer = Layer.effect(Viewers, Effect.gen(function*() {
    const presence = yield* Presence
    const tabs = new Map<string, { readonly member: Member; readonly conversationId: string; readonly until: number }>()

    const close = (tab: string) => Effect.suspend(() => {
      const shown = tabs.get(tab)
      tabs.delete(tab)
      return shown === undefined
        ? Effect.void
        : presence.stopViewing(shown.member.websiteId, shown.conversationId, shown.member.userId)
    })

    const view = Effect.fnUntraced(function*(member: Member, conversationId: string | null) {
      const tab = tabOf(member)
      const until = (yield* Clock.currentTimeMillis) + leaseMs
      if (conversationId !== null && tabs.get(tab)?.conversationId === conversationId) {
        tabs.set(tab, { member, conversationId, until })
        return
      }
      yield* close(tab)
      if (conversationId === null) return
      tabs.set(tab, { member, conversationId, until })
      yield* presence.startViewing(member.websiteId, conversationId, member.userId)
    })

    yield* Clock.currentTimeMillis.pipe(
      Effect.flatMap((now) => Effect.forEach([...tabs].filter(([, { until }]) => until <= now), ([tab]) => close(tab))),
      Effect.repeat(Schedule.spaced("5 seconds")),
      Effect.forkScoped
    )
    return Viewers.of({ view, leave: (member) => close(tabOf(member)) })
  }))
}

/** A socket is a tab; over HTTP every request is a connection of its own, so the session stands for it. */
const tabOf = ({ connection, sessionId, websiteId }: Member) =>
  connection.transport === "socket" ? `${connection.clientId} ${websiteId}` : `${sessionId} ${websiteId}`
