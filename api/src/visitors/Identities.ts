import type { CurrentVisitor, UnknownVisitor } from "@cossistant/core/auth/VisitorAuth"
import type { TooManyRequests } from "@cossistant/core/errors/TooManyRequests"
import type { Metadata } from "@cossistant/core/ids/Metadata"
import { IdentityRefused, NotIdentified } from "@cossistant/core/visitors/Identity"
import type { ContactId, PublicContact, PublicVisitor } from "@cossistant/core/visitors/PublicVisitor"
import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import { Entitlements } from "../billing/Entitlements.ts"
import { addressPrefix } from "../limits/addressPrefix.ts"
import { Limiter } from "../limits/Limiter.ts"
import { Live } from "../live/Live.ts"
import { IdentitySecrets } from "../websites/IdentitySecrets.ts"
import { type ContactFacts, ContactRepo } from "./ContactRepo.ts"
import { verifyIdentityToken } from "./identityToken.ts"
import { makeLinking } from "./linking.ts"
import { VisitorLimits } from "./VisitorLimits.ts"

type Visitor = CurrentVisitor["Service"]

/** Who a page says its visitor is; with `identityToken`, who it proves. */
export interface Claim extends ContactFacts {
  readonly identityToken?: string
}

/** Who visitors are: proven by a signed token, or told by the page as far as the site lets it. */
export class Identities extends Context.Service<Identities, {
  /** Links the visitor to its contact. The same claim again changes nothing and tells nobody. */
  readonly identify: (
    visitor: Visitor,
    claim: Claim
  ) => Effect.Effect<PublicVisitor, IdentityRefused | NotIdentified | TooManyRequests | UnknownVisitor>
  /** Links the visitor to a contact of its site on the word of the site's own server. */
  readonly vouch: (visitor: Visitor, contactId: ContactId) => Effect.Effect<PublicVisitor, UnknownVisitor>
  /** Merges facts into the visitor's contact: a key that is given wins, others stay; at most 64 are kept. */
  readonly setMetadata: (visitor: Visitor, metadata: Metadata) => Effect.Effect<PublicContact, NotIdentified | TooManyRequests>
}>()("api/visitors/Identities") {
  static readonly layer = Layer.effect(Identities, Effect.suspend(() => make)).pipe(Layer.provide(ContactRepo.layer))
}

const make = Effect.gen(function*() {
  const repo = yield* ContactRepo
  const secrets = yield* IdentitySecrets
  const limiter = yield* Limiter
  const limits = yield* VisitorLimits
  const live = yield* Live
  const linking = yield* makeLinking
  const entitlements = yield* Entitlements

  const allowed = ({ connection, visitorId, websiteId }: Visitor) => limiter.take(
    { key: `identify ${visitorId}`, limit: limits.changesOfVisitor, window: "1 minute" },
    { key: `identify ${websiteId} ${addressPrefix(connection.address)}`, limit: limits.changesOfPrefix, window: "1 minute" }
  )
  /** Whether a person nobody knows yet may be added. What is known of others may change all the same. */
  const roomOf = (visitor: Visitor) => visitor.isTest
    ? Effect.succeed(Effect.void)
    : Effect.map(entitlements.contactRoom(visitor), Effect.mapError(() => new IdentityRefused({ reason: "contacts_full" })))
  const scopeOf = ({ isTest, websiteId }: Visitor) => ({ websiteId, data: isTest ? "test" : "live" }) as const

  const prove = Effect.fnUntraced(function*({ websiteId }: Visitor, token: string, claimed: string | undefined) {
    const proof = yield* verifyIdentityToken(token, websiteId, yield* secrets.list(websiteId))
    // A token of one person with the id of another: the page is just changing users.
    if (claimed !== undefined && claimed !== proof.externalId) return yield* new IdentityRefused({ reason: "token_malformed" })
    yield* secrets.used(websiteId, proof.secretId)
    return proof
  })

  const tell = Effect.fnUntraced(function*({ visitorId, websiteId }: Visitor, done: Effect.Success<ReturnType<typeof linking.vouch>>) {
    const { changes, isNews, opens, visitor: face } = done
    if (opens) yield* live.accessChanged({ websiteId, visitorId, reason: "identity" })
    if (isNews) yield* live.visitorChanged({ websiteId, visitorId })
    yield* Effect.forEach(changes, live.conversationChanged, { discard: true })
    return face
  })

  return Identities.of({
    identify: Effect.fn("Identities.identify")(function*(visitor, { identityToken, ...told }) {
      yield* allowed(visitor)
      const facts = tidy(told)
      if (identityToken === undefined && facts.externalId === undefined && facts.email === undefined) {
        return yield* new NotIdentified()
      }
      const proof = identityToken === undefined ? undefined : yield* prove(visitor, identityToken, facts.externalId)
      const room = yield* roomOf(visitor)
      return yield* tell(visitor, yield* repo.within(scopeOf(visitor), proof === undefined
        ? linking.claim(visitor, scopeOf(visitor), facts, room)
        : linking.prove(visitor, scopeOf(visitor), facts, proof, room)))
    }, Effect.uninterruptible),
    vouch: Effect.fn("Identities.vouch")(function*(visitor, contactId) {
      return yield* tell(visitor, yield* repo.within(scopeOf(visitor), linking.vouch(visitor, scopeOf(visitor), contactId)))
    }, Effect.uninterruptible),
    setMetadata: Effect.fn("Identities.setMetadata")(function*(visitor, metadata) {
      yield* allowed(visitor)
      const contact = yield* repo.within(scopeOf(visitor), repo.setMetadata(visitor.visitorId, metadata))
      if (contact === undefined) return yield* new NotIdentified()
      yield* live.visitorChanged({ websiteId: visitor.websiteId, visitorId: visitor.visitorId })
      return contact
    })
  })
})

/** Facts as they are kept: trimmed, e-mail in lower case, an image only when it lies on the web. */
const tidy = ({ email, externalId, image, metadata, name }: ContactFacts): ContactFacts => ({
  externalId: externalId?.trim() || undefined,
  email: email?.trim().toLowerCase() || undefined,
  name: name?.trim() || undefined,
  image: /^https?:$/.test(URL.parse(image ?? "")?.protocol ?? "") ? image : undefined,
  metadata
})
