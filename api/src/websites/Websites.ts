import type { SubscriptionActive } from "@cossistant/core/billing/Plan"
import type { HumanAgent, PublicWebsite } from "@cossistant/core/websites/PublicWebsite"
import type { CurrentSite } from "@cossistant/core/auth/KeyAuth"
import {
  type InstallationTarget, NameDiffers, type OrganizationId, SlugTaken, type Website, WebsiteId
} from "@cossistant/core/websites/Website"
import * as Clock from "effect/Clock"
import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import { Billing } from "../billing/Billing.ts"
import { reservedSegments } from "../http/reservedSegments.ts"
import { Ids } from "../ids/Ids.ts"
import { Live } from "../live/Live.ts"
import { Members } from "../members/Members.ts"
import { Removals } from "../storage/Removals.ts"
import { Storage } from "../storage/Storage.ts"
import { secretHash } from "../visitors/visitorSecret.ts"
import { ApiKeys } from "./ApiKeys.ts"
import { domainOf, slugOf, withSuffix } from "./domainSlug.ts"
import { normalizeOrigin } from "./originRules.ts"
import { type WebsiteChanges, WebsiteRepo, type WebsiteRow } from "./WebsiteRepo.ts"

export interface NewWebsite {
  readonly organizationId: OrganizationId
  readonly name: string
  readonly domain: string
  readonly installationTarget: typeof InstallationTarget.Type
}

/** Sites and their settings. */
export class Websites extends Context.Service<Websites, {
  readonly settings: (websiteId: WebsiteId) => Effect.Effect<Website>
  /** What a widget learns at start. `authorization` names a visitor; an unknown one is as good as none. */
  readonly publicFace: (site: CurrentSite["Service"], authorization: string | undefined) => Effect.Effect<PublicWebsite>
  /** A site with a slug of its own, its domain and localhost allowed, and one live and one test public key. */
  readonly create: (website: NewWebsite) => Effect.Effect<{ readonly website: Website; readonly testPublicKey: string }, SlugTaken>
  /** A new domain takes the old one's place among the allowed origins, unless those are given too. */
  readonly update: (websiteId: WebsiteId, changes: WebsiteChanges) => Effect.Effect<Website>
  /** Deletes the site with all that is in it, once its name was typed and no subscription of it costs money. */
  readonly remove: (websiteId: WebsiteId, confirmName: string) => Effect.Effect<void, NameDiffers | SubscriptionActive>
}>()("api/websites/Websites") {
  static readonly layer = Layer.effect(Websites, Effect.suspend(() => make)).pipe(Layer.provide([WebsiteRepo.layer, Removals.layer]))
}

const slugTries = 10
const shownAgents = 3

/** Someone seen so many milliseconds ago is there, or near. */
const onlineFor = 15 * 60_000
const awayFor = 60 * 60_000

const presenceAt = (lastSeenAt: string | null, now: number): "online" | "away" | null => {
  const ago = lastSeenAt === null ? Infinity : now - Date.parse(lastSeenAt)
  return ago < onlineFor ? "online" : ago < awayFor ? "away" : null
}

const make = Effect.gen(function*() {
  const repo = yield* WebsiteRepo
  const keys = yield* ApiKeys
  const members = yield* Members
  const storage = yield* Storage
  const removals = yield* Removals
  const ids = yield* Ids
  const live = yield* Live
  const billing = yield* Billing

  const toWebsite = ({ logoKey, ...website }: WebsiteRow): Website =>
    ({ ...website, logoUrl: logoKey === null ? null : storage.urlOf(logoKey) })
  /** Admission found the site a moment ago: when it is gone since, nobody waits for the answer. */
  const found = (row: WebsiteRow | undefined) => row === undefined ? Effect.interrupt : Effect.succeed(row)
  const find = (websiteId: WebsiteId) => Effect.flatMap(repo.find(websiteId), found)

  const agents = (websiteId: WebsiteId): Effect.Effect<ReadonlyArray<HumanAgent>> =>
    Effect.zipWith(members.team(websiteId), Clock.currentTimeMillis, (team, now) => team.slice(0, shownAgents).map(({ image, lastSeenAt, name, userId }) =>
      ({ id: userId, name, email: null, image, lastSeenAt, presence: presenceAt(lastSeenAt, now) })))

  const add = Effect.fnUntraced(function*(website: NewWebsite) {
    const domain = domainOf(website.domain)
    const slug = slugOf(domain, website.name)
    for (let tries = 0; tries < slugTries; tries++) {
      const candidate = tries === 0 && !reservedSegments.has(slug) ? slug : withSuffix(slug)
      const row = yield* repo.add({
        ...website,
        domain,
        id: WebsiteId.make(yield* ids.next),
        slug: candidate,
        allowedOrigins: [`https://${domain}`, "http://localhost:3000"]
      })
      if (row !== undefined) return row
    }
    return yield* new SlugTaken({ slug })
  })

  /** Undefined keeps them: what was allowed by hand stays, the domain's own origin moves with the domain. */
  const originsAfter = ({ allowedOrigins, domain: before }: WebsiteRow, domain: string, given: ReadonlyArray<string> | undefined) => {
    const origins = given ?? allowedOrigins.map((origin) => origin === `https://${before}` ? `https://${domain}` : origin)
    return [...new Set(origins.map(normalizeOrigin))]
  }

  return Websites.of({
    settings: Effect.fn("Websites.settings")((websiteId) => Effect.map(find(websiteId), toWebsite)),

    publicFace: Effect.fn("Websites.publicFace")(function*({ isTest, websiteId }, authorization) {
      const { face, humans, row } = yield* Effect.all({
        row: find(websiteId),
        face: repo.faceFor({ websiteId, data: isTest ? "test" : "live" }, secretHash(authorization)),
        humans: agents(websiteId)
      }, { concurrency: "unbounded" })
      const { defaultLanguage, description, domain, fingerprinting = false, id, identityVerification, logoUrl, name, organizationId, typingPreview } = toWebsite(row)
      return {
        id, organizationId, name, domain, description, logoUrl, defaultLanguage, identityVerification, typingPreview, fingerprinting, isTest,
        status: "active",
        lastOnlineAt: humans[0]?.lastSeenAt ?? null,
        availableHumanAgents: humans,
        availableAIAgents: [],
        ...face
      }
    }),

    create: Effect.fn("Websites.create")(function*(website) {
      const row = yield* add(website)
      yield* keys.create(row.id, { name: "Live public key", keyType: "public", isTest: false }, null)
      const { value } = yield* keys.create(row.id, { name: "Test public key", keyType: "public", isTest: true }, null)
      yield* billing.opened({ websiteId: row.id, organizationId: website.organizationId })
      return { website: toWebsite(row), testPublicKey: value }
    }),

    update: Effect.fn("Websites.update")(function*(websiteId, changes) {
      const before = yield* find(websiteId)
      const domain = changes.domain === undefined ? before.domain : domainOf(changes.domain)
      const allowedOrigins = originsAfter(before, domain, changes.allowedOrigins)
      const after = yield* found(yield* repo.update(websiteId, { ...changes, domain, allowedOrigins }))
      yield* live.tell(websiteId, { _tag: "SiteChanged", websiteId })
      // Whoever is connected by a rule that no longer holds asks anew.
      const isStricter = before.allowedOrigins.some((origin) => !after.allowedOrigins.includes(origin))
      if (isStricter || before.identityVerification !== after.identityVerification) {
        yield* live.accessChanged({ websiteId, reason: "access" })
      }
      return toWebsite(after)
    }, Effect.uninterruptible),

    remove: Effect.fn("Websites.remove")(function*(websiteId, confirmName) {
      const { name, organizationId } = yield* find(websiteId)
      if (confirmName.trim() !== name) return yield* new NameDiffers()
      yield* billing.closing({ websiteId, organizationId })
      // And its logo. The faces of its people are theirs on other sites too.
      const files = [`${organizationId}/${websiteId}/`, `cdn/${organizationId}/${websiteId}/${organizationId}/`]
      yield* repo.remove(websiteId, files)
      yield* live.accessChanged({ websiteId, reason: "access" })
      yield* removals.hurry(files)
    }, Effect.uninterruptible)
  })
})
