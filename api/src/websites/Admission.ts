import type { CurrentSite } from "@cossistant/core/auth/KeyAuth"
import { InvalidKey, OriginRefused } from "@cossistant/core/auth/KeyAuth"
import { type CurrentVisitor, UnknownVisitor, VisitorBlocked } from "@cossistant/core/auth/VisitorAuth"
import { TooManyRequests } from "@cossistant/core/errors/TooManyRequests"
import * as Clock from "effect/Clock"
import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Redacted from "effect/Redacted"
import { addressPrefix } from "../limits/addressPrefix.ts"
import { believedAtMost, Sessions } from "../live/Sessions.ts"
import { Buckets } from "../realtime/Buckets.ts"
import type { Connection } from "../realtime/Connection.ts"
import { Settings } from "../settings/Settings.ts"
import { AdmissionRepo, type KeyFacts } from "./AdmissionRepo.ts"
import { Installs } from "./Installs.ts"
import { keyLookup } from "./keyText.ts"
import { originRefusal } from "./originRules.ts"
import type { WidgetChanges } from "../sync/Sync.ts"
import type { Since } from "../sync/SyncPosition.ts"
import { secretHash } from "../visitors/visitorSecret.ts"

type Site = Omit<CurrentSite["Service"], "connection">
type Visitor = Omit<CurrentVisitor["Service"], "connection">
interface Admitted {
  readonly visitor: Visitor
  readonly changes?: WidgetChanges | undefined
}

/** Who may come in from a page: the public key, the page's origin and the visitor's secret, the same on every transport. */
export class Admission extends Context.Service<Admission, {
  readonly site: (connection: Connection) => Effect.Effect<Site, InvalidKey | OriginRefused>
  /**
   * `authorization` as it came with the message: `Bearer vs_…`. With `since` a visitor who has to be looked up brings what
   * changed from there on. `TooManyRequests`: too many unknown secrets came from this network.
   */
  readonly visitor: (
    connection: Connection,
    authorization: string | undefined,
    since: Since | null
  ) => Effect.Effect<Admitted, InvalidKey | OriginRefused | UnknownVisitor | VisitorBlocked | TooManyRequests>
  /** A visitor who was let in lately; undefined for whoever has to be looked up. */
  readonly knownVisitor: (connection: Connection, authorization: string | undefined) => Visitor | undefined
  /** Whether a socket may open. Requests pass: each of their calls gets its own typed answer. */
  readonly admitSocket: (connection: Connection) => Effect.Effect<void, InvalidKey | OriginRefused>
}>()("api/websites/Admission") {
  static readonly layer = Layer.effect(Admission, Effect.suspend(() => make)).pipe(Layer.provide(AdmissionRepo.layer))
}

/** How long an answer holds: a request's briefly, a socket's until it is told; a minute heals what was never told. */
const heldMs = { request: 5_000, socket: believedAtMost }

/** Secrets nobody has that one network may come with at once, and how many more a second. After that no stranger of it is looked up. */
const guesses = { atOnce: 600, perSecond: 10 }

const make = Effect.gen(function*() {
  const repo = yield* AdmissionRepo
  const installs = yield* Installs
  const { secrets } = yield* Settings
  const sessions = yield* Sessions
  const sites = sessions.admissions<Site>()
  const visitors = sessions.admissions<Visitor>()
  const strangers = new Buckets(guesses.perSecond, guesses.atOnce)

  const find = (publicKey: string | null, secretHash: Uint8Array | null, since: Since | null) => {
    const key = publicKey === null ? undefined : keyLookup(publicKey, Redacted.value(secrets.apiKey))
    return key === undefined ? Effect.undefined : repo.find({ key, secretHash, since })
  }

  const check = Effect.fnUntraced(function*(facts: KeyFacts | undefined, { origin }: Connection) {
    if (facts === undefined) return yield* new InvalidKey()
    if (!facts.isValid) {
      yield* installs.refused(facts, origin, "key_revoked")
      return yield* new InvalidKey()
    }
    const reason = facts.keyType === "private" ? "private_key_in_browser" : originRefusal({ ...facts, origin })
    if (reason !== null) {
      yield* installs.refused(facts, origin, reason)
      return yield* new OriginRefused({ origin, reason })
    }
    const now = yield* Clock.currentTimeMillis
    if (facts.lastUsedAt === null || now - facts.lastUsedAt > 600_000) yield* repo.keyUsed(facts)
    return { facts, now }
  })

  const admitSite = Effect.fnUntraced(function*(connection: Connection) {
    const { origin, publicKey } = connection
    const held = sites.recall(`${publicKey} ${origin}`)
    if (held !== undefined) return held
    const since = sessions.changes()
    const { facts, now } = yield* check(yield* find(publicKey, null, null), connection)
    if (origin !== null) yield* installs.seen(facts, origin)
    const site: Site = { websiteId: facts.websiteId, organizationId: facts.organizationId, isTest: facts.isTest }
    sites.remember(since, `${publicKey} ${origin}`, site, { websiteId: facts.websiteId }, now + heldMs.request)
    return site
  })

  // A socket that was cut and comes back is known still: ten thousand at once cost a query each less.
  const placeOf = ({ origin, publicKey, transport }: Connection, authorization: string | undefined) =>
    `${transport === "socket"} ${publicKey} ${origin} ${authorization}`

  return Admission.of({
    site: admitSite,
    knownVisitor: (connection, authorization) => visitors.recall(placeOf(connection, authorization)),
    visitor: Effect.fnUntraced(function*(connection, authorization, since) {
      const { publicKey, transport } = connection
      const isSocket = transport === "socket"
      const place = placeOf(connection, authorization)
      const held = visitors.recall(place)
      if (held !== undefined) return { visitor: held }
      const asked = sessions.changes()
      const arrivedAt = performance.now()
      const guessed = strangers.of(addressPrefix(connection.address), arrivedAt)
      const retryAfterMs = guessed.wait(arrivedAt)
      if (retryAfterMs > 0) return yield* new TooManyRequests({ retryAfterMs })
      const { facts, now } = yield* check(yield* find(publicKey, secretHash(authorization), since), connection)
      const { contactId, isBlocked, isTest, organizationId, visitorId, websiteId } = facts
      if (visitorId === null) {
        if (authorization !== undefined) guessed.spend(1, performance.now())
        return yield* new UnknownVisitor()
      }
      if (isBlocked) return yield* new VisitorBlocked()
      const visitor: Visitor = { websiteId, organizationId, isTest, visitorId, contactId }
      const person = { websiteId, visitorId, ...(contactId === null ? {} : { contactId }) }
      visitors.remember(asked, place, visitor, person, now + (isSocket ? heldMs.socket : heldMs.request))
      return { visitor, changes: facts.changes }
    }),
    admitSocket: (connection) => connection.transport === "socket" ? Effect.asVoid(admitSite(connection)) : Effect.void
  })
})
