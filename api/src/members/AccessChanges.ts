import type { OrganizationId, WebsiteId } from "@cossistant/core/websites/Website"
import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import { Live } from "../live/Live.ts"
import { AccountRepo } from "./AccountRepo.ts"

/** A person, in one organisation or in all of them. */
interface Concerned {
  readonly userId: string
  readonly organizationId?: OrganizationId
}

/** Carries a change of what a person may see to their open connections, on every site it concerns. */
export class AccessChanges extends Context.Service<AccessChanges, {
  readonly tell: (person: Concerned) => Effect.Effect<void>
  /** The sites a person reaches, of all organisations or of one. */
  readonly sitesOf: (person: Concerned) => Effect.Effect<ReadonlyArray<WebsiteId>>
  /** Tells sites that this person reached, whatever they reach now. */
  readonly tellSites: (userId: string, sites: Iterable<WebsiteId>) => Effect.Effect<void>
  /** Who sees this person on a team, the person's other tabs too, sees them as they are now. What they may see is as it was. */
  readonly tellFace: (userId: string) => Effect.Effect<void>
  /** Makes the change, then tells the sites this person reached before it and those reached since. */
  readonly tellAfter: <A, E, R>(person: Concerned, change: Effect.Effect<A, E, R>) => Effect.Effect<A, E, R>
}>()("api/members/AccessChanges") {
  static readonly layer = Layer.effect(AccessChanges, Effect.gen(function*() {
    const accounts = yield* AccountRepo
    const live = yield* Live
    const sitesOf = ({ organizationId, userId }: Concerned) =>
      Effect.map(accounts.organizations(userId), (reach) =>
        reach.filter(({ id }) => organizationId === undefined || id === organizationId).flatMap(({ websites }) => websites.map(({ id }) => id)))
    const tellSites = (userId: string, sites: Iterable<WebsiteId>) =>
      Effect.forEach(sites, (websiteId) => Effect.andThen(
        live.accessChanged({ websiteId, userId, reason: "access" }),
        // The others see the team as it is now.
        live.tell(websiteId, { _tag: "SiteChanged", websiteId })
      ), { discard: true })

    return AccessChanges.of({
      sitesOf,
      tellSites,
      tellFace: (userId) => Effect.flatMap(sitesOf({ userId }), (sites) =>
        Effect.forEach(sites, (websiteId) => live.tell(websiteId, { _tag: "SiteChanged", websiteId }), { discard: true })),
      tell: (person) => Effect.flatMap(sitesOf(person), (sites) => tellSites(person.userId, sites)),
      tellAfter: Effect.fnUntraced(function*(person, change) {
        const before = yield* sitesOf(person)
        const result = yield* change
        yield* tellSites(person.userId, new Set([...before, ...(yield* sitesOf(person))]))
        return result
        // Whoever asked may leave in between: what was changed is told all the same.
      }, Effect.uninterruptible)
    })
  })).pipe(Layer.provide(AccountRepo.layer))
}
