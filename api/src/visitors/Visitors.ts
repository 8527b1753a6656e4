import type { CurrentSite } from "@cossistant/core/auth/KeyAuth"
import type { ConnectionFacts } from "@cossistant/core/auth/ConnectionFacts"
import type { CurrentMember } from "@cossistant/core/auth/MemberAuth"
import type { CurrentVisitor } from "@cossistant/core/auth/VisitorAuth"
import type { TooManyRequests } from "@cossistant/core/errors/TooManyRequests"
import type { PublicVisitor, VisitorId } from "@cossistant/core/visitors/PublicVisitor"
import { type VisitorDetail, VisitorNotFound } from "@cossistant/core/visitors/VisitorDetail"
import type { VisitorProfile } from "@cossistant/core/visitors/widgetVisitorRpcs"
import type { WebsiteId } from "@cossistant/core/websites/Website"
import * as Clock from "effect/Clock"
import * as Context from "effect/Context"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import { Geo, type Place } from "../geo/Geo.ts"
import { Ids } from "../ids/Ids.ts"
import { Jobs } from "../jobs/Jobs.ts"
import { addressPrefix } from "../limits/addressPrefix.ts"
import { Limiter } from "../limits/Limiter.ts"
import { Live } from "../live/Live.ts"
import { publicPage, publicReferrer } from "./pageFacts.ts"
import { readUserAgent } from "./userAgent.ts"
import { VisitorLimits } from "./VisitorLimits.ts"
import { type BrowserFacts, VisitorRepo } from "./VisitorRepo.ts"
import { hashOfSecret, newVisitorSecret } from "./visitorSecret.ts"

type Profile = typeof VisitorProfile.Type

/** Browsers on a site: who they are to us, and whether they may write. */
export class Visitors extends Context.Service<Visitors, {
  /** A new visitor and the only telling of its secret. Nothing is known or written of a browser before. */
  readonly start: (
    site: CurrentSite["Service"],
    profile: Profile
  ) => Effect.Effect<{ readonly visitor: PublicVisitor; readonly secret: string }, TooManyRequests>
  /** What the browser tells of itself now. Whoever tells it too often isn't listened to. */
  readonly update: (visitor: CurrentVisitor["Service"], profile: Profile) => Effect.Effect<void>
  /** Ends the visitor: its secret, its streams and its contact's older identity tokens. */
  readonly logout: (visitor: CurrentVisitor["Service"]) => Effect.Effect<void>
  readonly detail: (websiteId: WebsiteId, visitorId: VisitorId) => Effect.Effect<VisitorDetail, VisitorNotFound>
  readonly setBlocked: (
    member: CurrentMember["Service"],
    visitorId: VisitorId,
    blocked: boolean
  ) => Effect.Effect<VisitorDetail, VisitorNotFound>
  /** Removes up to 1,000 visitors who said nothing for 30 days; gives how many. Runs by itself every day. */
  readonly removeEmpty: Effect.Effect<number>
  /** Cuts up to 1,000 addresses older than 30 days to their network; gives how many. Runs by itself every day. */
  readonly shortenAddresses: Effect.Effect<number>
}>()("api/visitors/Visitors") {
  static readonly layer = Layer.effect(Visitors, Effect.suspend(() => make)).pipe(Layer.provide(VisitorRepo.layer))
}

const batch = 1_000
const keptFor = Duration.days(30)

const factsOf = (profile: Profile, { address, userAgent }: ConnectionFacts, place: Place | null): BrowserFacts => ({
  place,
  language: profile.language,
  timezone: profile.timezone,
  screenResolution: profile.screenResolution,
  viewport: profile.viewport,
  referrer: profile.referrer === undefined ? undefined : publicReferrer(profile.referrer),
  currentPage: profile.currentPage === undefined ? undefined : publicPage(profile.currentPage),
  attribution: profile.attribution,
  deviceHash: profile.deviceHash,
  ...readUserAgent(userAgent),
  ip: address
})

const scopeOf = ({ isTest, websiteId }: { readonly websiteId: WebsiteId; readonly isTest: boolean }) =>
  ({ websiteId, data: isTest ? "test" : "live" }) as const

const make = Effect.gen(function*() {
  const repo = yield* VisitorRepo
  const ids = yield* Ids
  const limiter = yield* Limiter
  const limits = yield* VisitorLimits
  const live = yield* Live
  const jobs = yield* Jobs
  const geo = yield* Geo
  const placeOf = ({ address, placeHeaders }: ConnectionFacts) =>
    geo.locate({ address, headers: placeHeaders ?? {}, isFromTrustedProxy: placeHeaders !== undefined })

  const detail = Effect.fnUntraced(function*(websiteId: WebsiteId, id: VisitorId) {
    return (yield* repo.detail({ websiteId, data: "all" }, id)) ?? (yield* new VisitorNotFound({ id }))
  })
  const monthAgo = Effect.map(Clock.currentTimeMillis, (now) => new Date(now - Duration.toMillis(keptFor)))
  const removeEmpty = Effect.flatMap(monthAgo, (before) => repo.removeEmpty(before, batch))
  const shortenAddresses = Effect.flatMap(monthAgo, (before) => repo.shortenAddresses(before, batch))
  const untilNone = (task: Effect.Effect<number>) => Effect.repeat(task, { until: (done) => done === 0 })
  yield* jobs.every("visitors.removeEmpty", "1 day", untilNone(removeEmpty))
  yield* jobs.every("visitors.shortenAddresses", "1 day", untilNone(shortenAddresses))

  return Visitors.of({
    start: Effect.fn("Visitors.start")(function*(site, profile) {
      const { connection, websiteId } = site
      yield* limiter.take(
        // The site's own server is no network of visitors: its key has a rate of its own.
        ...(connection.address === "" ? [] : [
          { key: `start ${websiteId} ${addressPrefix(connection.address)}`, limit: limits.startsOfPrefix, window: "1 minute" } as const
        ]),
        { key: `start ${websiteId}`, limit: limits.startsOfSite, window: "1 minute" }
      )
      const secret = newVisitorSecret()
      const visitor = yield* repo.add(scopeOf(site), yield* ids.next, hashOfSecret(secret), factsOf(profile, connection, yield* placeOf(connection)))
      return { visitor, secret }
    }),
    update: Effect.fn("Visitors.update")(function*(visitor, profile) {
      yield* limiter.take({ key: `update ${visitor.visitorId}`, limit: limits.changesOfVisitor, window: "1 minute" })
      yield* repo.update(scopeOf(visitor), visitor.visitorId, factsOf(profile, visitor.connection, yield* placeOf(visitor.connection)))
      yield* live.visitorChanged(visitor)
    }, Effect.catchTag("TooManyRequests", () => Effect.void)),
    logout: Effect.fn("Visitors.logout")(function*(visitor) {
      const { visitorId, websiteId } = visitor
      yield* repo.end(scopeOf(visitor), visitorId)
      yield* live.accessChanged({ websiteId, visitorId, reason: "identity" })
    }, Effect.uninterruptible),
    detail,
    setBlocked: Effect.fn("Visitors.setBlocked")(function*({ userId, websiteId }, visitorId, blocked) {
      const changes = yield* repo.setBlocked(websiteId, visitorId, { isBlocked: blocked, userId })
      const after = yield* detail(websiteId, visitorId)
      if (changes !== undefined) {
        yield* live.accessChanged({ websiteId, visitorId, reason: "access" })
        yield* live.visitorChanged({ websiteId, visitorId })
        yield* Effect.forEach(changes, live.conversationChanged, { discard: true })
      }
      return after
    }, Effect.uninterruptible),
    removeEmpty,
    shortenAddresses
  })
})
