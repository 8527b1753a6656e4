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

  /** A profile that proves nothing: its claims are taken by nobody. */
  const newProfile = Effect.fnUntraced(function*(scope: TenantScope, facts: ContactFacts) {
    const id = ContactId.make(yield* ids.next)
    yield* repo.add(scope, id, facts, false)
    return id
  })
  /** A proven person's contact, made or changed, and whether that is news. The site's own server may tell of the same person at this very moment. */
  const provenContact = Effect.fnUntraced(function*(scope: TenantScope, known: { readonly id: ContactId } | undefined, facts: ContactFacts, externalId: string) {
    const id = ContactId.make(yield* ids.next)
    if (known === undefined && (yield* repo.add(scope, id, facts, true))) return { contactId: id, changed: true }
    const there = known ?? (yield* repo.verified(externalId))
    if (there === undefined) return yield* Effect.die(new Error("A contact was removed while somebody proved to be it."))
    return { contactId: there.id, changed: yield* repo.change(there.id, facts) }
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
    const { changed, contactId } = yield* provenContact(scope, known, facts, proof.externalId)
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
    const contactId = known?.id ?? (yield* newProfile(scope, facts))
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
      yield* repo.link(visitor.visitorId, yield* newProfile(scope, facts), false)
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
