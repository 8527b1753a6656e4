import type { Member } from "@cossistant/core/members/Member"
import type { Role } from "@cossistant/core/members/Role"
import * as Clock from "effect/Clock"
import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import type { WebsiteId } from "@cossistant/core/websites/Website"
import { TeamRepo } from "./TeamRepo.ts"

/** What other features ask about a site's team. */
export class Members extends Context.Service<Members, {
  /** Everyone who reaches the site, last seen first. */
  readonly team: (websiteId: WebsiteId) => Effect.Effect<ReadonlyArray<Member>>
  /** What this person is on the site, undefined when they don't reach it. */
  readonly roleOn: (websiteId: WebsiteId, userId: string) => Effect.Effect<Role | undefined>
  /** Whether a conversation of the site can be assigned to this person. */
  readonly isOnSite: (websiteId: WebsiteId, userId: string) => Effect.Effect<boolean>
  /** Takes someone with an account into the team; who is in already keeps the higher role. */
  readonly join: (websiteId: WebsiteId, userId: string, role: "admin" | "member") => Effect.Effect<void>
  /** Notes that this member is at work: at most once a minute, without keeping anyone waiting. */
  readonly touch: (websiteId: WebsiteId, userId: string) => Effect.Effect<void>
}>()("api/members/Members") {
  static readonly layer = Layer.effect(Members, Effect.gen(function*() {
    const repo = yield* TeamRepo
    const touchedAt = new Map<string, number>()

    return Members.of({
      team: repo.members,
      join: repo.join,
      roleOn: repo.roleOf,
      isOnSite: (websiteId, userId) => Effect.map(repo.roleOf(websiteId, userId), (role) => role !== undefined),
      touch: (websiteId, userId) => Effect.flatMap(Clock.currentTimeMillis, (now) => {
        const key = `${websiteId} ${userId}`
        if (now - (touchedAt.get(key) ?? -Infinity) < 60_000) return Effect.void
        touchedAt.set(key, now)
        return Effect.asVoid(Effect.forkDetach(repo.touch(websiteId, userId)))
      })
    })
  })).pipe(Layer.provide(TeamRepo.layer))
}
