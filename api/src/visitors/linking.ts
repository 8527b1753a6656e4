import { type CurrentVisitor, UnknownVisitor } from "@cossistant/core/auth/VisitorAuth"
import { IdentityRefused } from "@cossistant/core/visitors/Identity"
import { ContactId } from "@cossistant/core/visitors/PublicVisitor"
import * as Effect from "effect/Effect"
import { randomBytes } from "node:crypto"
import { Ids } from "../ids/Ids.ts"
import type { TenantScope } from "../sql/Tenant.ts"
import { type ContactFacts, ContactRepo, type Linked } from "./ContactRepo.ts"
import type { ProvenIdentity } from "./identityToken.ts"
import { makeVisitorEvents } from "./visitorEvents.ts"

type Visitor = CurrentVisitor["Service"]
type Room = Effect.Effect<void, IdentityRefused>

/**
 * How a visitor comes to its contact; every effect here belongs into one transaction of the visitor's scope. `room` refuses
 * where the site's plan has none for a person who isn't known yet.
 */
export const makeLinking = Effect.gen(function*() {
  const repo = yield* ContactRepo
  const ids = yield* Ids
  const writeEvent = yield* makeVisitorEvents

  const newContact = Effect.fnUntraced(function*(scope: TenantScope, facts: ContactFacts, isVerified: boolean) {
    const id = ContactId.make(yield* ids.next)
    yield* repo.add(scope, id, facts, isVerified)
    return id
  })

  /** Moves the visitor to a contact, unless it is there; a former person's conversations stay with that person. */
  const link = Effect.fnUntraced(function*(visitor: Visitor, scope: TenantScope, from: Linked, to: ContactId, isProven: boolean) {
    const { visitorId } = visitor
    if (from.contactId === to && from.isProven === isProven) return false
    if (from.contactId !== null && from.contactId !== to) {
      yield* repo.part(scope, visitorId, from.contactId, yield* ids.next, randomBytes(32))
    }
    yield* repo.link(visitorId, to, isProven)
    return true
  })

  const settle = Effect.fnUntraced(function*(
    visitor: Visitor,
    scope: TenantScope,
    { isNews, isSomeone, opens, shared }: {
      readonly isNews: boolean
      /** It is another person to us than before, or a person at all. */
      readonly isSomeone: boolean
      readonly opens: boolean
      readonly shared: ContactId | null
    }
  ) {
    const { visitorId, websiteId } = visitor
    if (isNews) yield* repo.touch(scope, visitorId, shared)
    const changes = isSomeone ? yield* writeEvent(websiteId, visitorId, { eventType: "visitor_identified" }) : []
    return { changes, isNews, opens, visitor: yield* repo.publicVisitor(visitorId) }
  })

  const hold = Effect.fnUntraced(function*(visitor: Visitor) {
    const linked = yield* repo.hold(visitor.visitorId)
    // Logged out a moment ago, in another tab.
    return linked ?? (yield* new UnknownVisitor())
  })

  /** A person who isn't there yet, or no longer, takes room. */
  const mayAdd = (known: { readonly isGone: boolean } | undefined, room: Room) => known?.isGone === false ? Effect.void : room

  /** A signed person: found or made by external id, with all its history. */
  const prove = Effect.fnUntraced(function*(visitor: Visitor, scope: TenantScope, told: ContactFacts, proof: ProvenIdentity, room: Room) {
    const from = yield* hold(visitor)
    yield* repo.holdPerson(scope, proof.externalId)
    // An address counts only when it was signed.
    const facts = { ...told, externalId: proof.externalId, email: proof.email ?? undefined }
    const known = yield* repo.verified(proof.externalId)
    const notBefore = Math.max(known?.notBefore?.getTime() ?? 0, (yield* repo.erasedAt(scope, proof.externalId))?.getTime() ?? 0)
    if (proof.issuedAt < notBefore) {
      return yield* new IdentityRefused({ reason: "logged_out_since" })
    }
    yield* mayAdd(known, room)
    const changed = known === undefined || (yield* repo.change(known.id, facts))
    const contactId = known?.id ?? (yield* newContact(scope, facts, true))
    const moved = yield* link(visitor, scope, from, contactId, true)
    if (from.contactId !== null && !from.isProven && from.contactId !== contactId) yield* repo.drop(from.contactId)
    return yield* settle(visitor, scope, { isNews: changed || moved || from.hasLoose, isSomeone: moved, opens: moved, shared: contactId })
  })

  /** Where the site lets anyone claim anyone: found by external id or else by address, and overwritten. */
  const claimAnyone = Effect.fnUntraced(function*(visitor: Visitor, scope: TenantScope, facts: ContactFacts, from: Linked, room: Room) {
    yield* repo.holdPerson(scope, facts.externalId ?? facts.email ?? "")
    const known = yield* repo.claimable(facts)
    yield* mayAdd(known, room)
    const changed = known === undefined || (yield* repo.change(known.id, facts))
    const contactId = known?.id ?? (yield* newContact(scope, facts, false))
    const moved = yield* link(visitor, scope, from, contactId, from.isProven && from.contactId === contactId)
    return yield* settle(visitor, scope, { isNews: changed || moved || from.hasLoose, isSomeone: moved, opens: moved, shared: contactId })
  })

  /** A profile of this one visitor, which reads and changes nobody else's. */
  const claimProfile = Effect.fnUntraced(function*(visitor: Visitor, scope: TenantScope, facts: ContactFacts, from: Linked, room: Room) {
    const isSame = facts.externalId === undefined ? facts.email === from.email : facts.externalId === from.externalId
    if (from.isProven && from.contactId !== null) {
      if (!isSame) return yield* new IdentityRefused({ reason: "contact_is_known" })
      const { image, metadata, name } = facts
      const isNews = yield* repo.change(from.contactId, { image, metadata, name })
      return yield* settle(visitor, scope, { isNews, isSomeone: false, opens: false, shared: from.contactId })
    }
    if (from.contactId === null) {
      yield* mayAdd(undefined, room)
      yield* repo.link(visitor.visitorId, yield* newContact(scope, facts, false), false)
      return yield* settle(visitor, scope, { isNews: true, isSomeone: true, opens: false, shared: null })
    }
    if (isSame) {
      return yield* settle(visitor, scope, { isNews: yield* repo.change(from.contactId, facts), isSomeone: false, opens: false, shared: null })
    }
    yield* repo.replace(from.contactId, facts)
    return yield* settle(visitor, scope, { isNews: true, isSomeone: true, opens: false, shared: null })
  })

  const claim = Effect.fnUntraced(function*(visitor: Visitor, scope: TenantScope, facts: ContactFacts, room: Room) {
    const from = yield* hold(visitor)
    switch (from.verification) {
      case "required": return yield* new IdentityRefused({ reason: "token_required" })
      case "off": return yield* claimAnyone(visitor, scope, facts, from, room)
      case "optional": return yield* claimProfile(visitor, scope, facts, from, room)
    }
  })

  /** A person the site's own server names: a contact that is there, with all its history. */
  const vouch = Effect.fnUntraced(function*(visitor: Visitor, scope: TenantScope, contactId: ContactId) {
    const from = yield* hold(visitor)
    const moved = yield* link(visitor, scope, from, contactId, true)
    if (from.contactId !== null && !from.isProven && from.contactId !== contactId) yield* repo.drop(from.contactId)
    return yield* settle(visitor, scope, { isNews: true, isSomeone: moved, opens: moved, shared: contactId })
  })

  return { prove, claim, vouch }
})
