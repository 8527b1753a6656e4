import { BadRequest } from "@cossistant/core/errors/BadRequest"
import type { Metadata } from "@cossistant/core/ids/Metadata"
import {
  type Contact, ContactNotFound, type ContactOrganization, type ContactOrganizationChanges, type ContactOrganizationId, ContactOrganizationNotFound,
  type ContactRow, type ExternalIdTaken, type NewContact, type NewContactOrganization
} from "@cossistant/core/publicApi/Contact"
import { ContactCursor, type ContactOrder } from "@cossistant/core/publicApi/contactsApi"
import type { LimitReached } from "@cossistant/core/billing/Plan"
import type { CurrentApiKey } from "@cossistant/core/publicApi/CurrentApiKey"
import type { ContactId } from "@cossistant/core/visitors/PublicVisitor"
import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import { Erasures } from "../contacts/Erasures.ts"
import { Entitlements } from "../billing/Entitlements.ts"
import { Ids } from "../ids/Ids.ts"
import { Live } from "../live/Live.ts"
import { scopeOf } from "./Callers.ts"
import { type ContactFilter, fromContactCursor, toContactCursor } from "./contactPage.ts"
import { PeopleRepo } from "./PeopleRepo.ts"

type Key = CurrentApiKey["Service"]
type Refused = ContactOrganizationNotFound | ExternalIdTaken

/** The people a site's own server knows. What it says of them is taken for true. */
export class Contacts extends Context.Service<Contacts, {
  /** Newest first, 20 a page unless told otherwise. */
  readonly list: (key: Key, query: ContactFilter & {
    readonly cursor?: ContactCursor
    readonly limit?: number
    readonly sortBy?: ContactOrder
    readonly sortOrder?: "asc" | "desc"
  }) => Effect.Effect<{ readonly items: ReadonlyArray<ContactRow>; readonly nextCursor: ContactCursor | null }, BadRequest>
  readonly get: (key: Key, id: ContactId) => Effect.Effect<Contact, ContactNotFound>
  /**
   * A new one where the plan has room, or the one with the same external id (`byEmail`: else with the same address), changed.
   * Refused without any of name, address and external id: it would be a row that nobody can tell from another.
   */
  readonly put: (key: Key, fields: NewContact, options?: { readonly byEmail: boolean }) =>
    Effect.Effect<{ readonly contact: Contact; readonly isNew: boolean }, BadRequest | Refused | LimitReached>
  readonly update: (key: Key, id: ContactId, fields: NewContact) => Effect.Effect<Contact, ContactNotFound | Refused>
  readonly setMetadata: (key: Key, id: ContactId, metadata: Metadata) => Effect.Effect<Contact, ContactNotFound>
  /** Its devices forget who they are; or, erased, nothing of it stays. */
  readonly remove: (key: Key, id: ContactId, isErased: boolean) => Effect.Effect<void, ContactNotFound>
  readonly organization: (key: Key, id: ContactOrganizationId) => Effect.Effect<ContactOrganization, ContactOrganizationNotFound>
  readonly addOrganization: (key: Key, fields: NewContactOrganization) => Effect.Effect<ContactOrganization, ExternalIdTaken>
  readonly updateOrganization: (key: Key, id: ContactOrganizationId, fields: ContactOrganizationChanges) => Effect.Effect<ContactOrganization, Refused>
  readonly removeOrganization: (key: Key, id: ContactOrganizationId) => Effect.Effect<void, ContactOrganizationNotFound>
}>()("api/publicApi/Contacts") {
  static readonly layer = Layer.effect(Contacts, Effect.gen(function*() {
    const repo = yield* PeopleRepo
    const ids = yield* Ids
    const live = yield* Live
    const entitlements = yield* Entitlements
    const erasures = yield* Erasures
    const found = (id: string) => (contact: Contact | undefined) => contact === undefined ? Effect.fail(new ContactNotFound({ id })) : Effect.succeed(contact)
    const foundOrganization = (id: string) => (organization: ContactOrganization | undefined) =>
      organization === undefined ? Effect.fail(new ContactOrganizationNotFound({ id })) : Effect.succeed(organization)

    /** Those who look on learn the new face of everyone it is. */
    const told = Effect.fnUntraced(function*(key: Key, contact: Contact) {
      const visitors = yield* repo.visitors(scopeOf(key), contact.id)
      yield* Effect.forEach(visitors, (visitorId) => live.visitorChanged({ websiteId: key.websiteId, visitorId }), { discard: true })
    })

    return Contacts.of({
      list: Effect.fn("Contacts.list")(function*(key, { cursor, limit = 20, sortBy: orderBy = "createdAt", sortOrder = "desc", ...filter }) {
        const after = cursor === undefined ? null : fromContactCursor(cursor, orderBy)
        if (after === undefined) return yield* new BadRequest({ id: crypto.randomUUID(), issue: "cursor belongs to a list in another order" })
        const rows = yield* repo.list(scopeOf(key), filter, { orderBy, isAscending: sortOrder === "asc", after, limit: limit + 1 })
        const last = rows.length > limit ? rows[limit - 1] : undefined
        return { items: rows.slice(0, limit).map(({ contact }) => contact), nextCursor: last === undefined ? null : ContactCursor.make(toContactCursor(last.end)) }
      }),
      get: (key, id) => Effect.flatMap(repo.find(scopeOf(key), id), found(id)),
      put: Effect.fn("Contacts.put")(function*(key, fields, { byEmail } = { byEmail: false }) {
        const { email, externalId, name } = fields
        if (!email && !externalId && !name) return yield* new BadRequest({ id: crypto.randomUUID(), issue: "A contact needs a name, an email or an externalId." })
        const who = externalId ? { externalId } : byEmail && email ? { email } : undefined
        const room = key.isTest ? Effect.void : yield* entitlements.contactRoom(key)
        const id = yield* ids.next
        const put = repo.within(scopeOf(key), Effect.gen(function*() {
          const find = who === undefined ? Effect.succeed(undefined) : repo.known(scopeOf(key), who)
          const known = yield* find
          // Somebody else may have brought a removed one back while this one waited.
          if (known === undefined || known.isGone) yield* room.pipe(Effect.catch((full) => Effect.flatMap(find, (now) => now?.isGone === false ? Effect.void : full)))
          const change = (one: typeof known) => one === undefined ? Effect.undefined : repo.change(scopeOf(key), one.id, fields, { comesBack: true })
          const changed = yield* change(known)
          if (changed !== undefined) return { contact: changed, isNew: false }
          return yield* repo.add(scopeOf(key), id, fields).pipe(
            Effect.map((contact) => ({ contact, isNew: true })),
            // Somebody else told of the same new person at the same time: now it is one to change.
            Effect.catchTag("ExternalIdTaken", (taken) => Effect.flatMap(Effect.flatMap(find, change), (contact) =>
              contact === undefined ? Effect.fail(taken) : Effect.succeed({ contact, isNew: false })))
          )
        }))
        return yield* Effect.uninterruptible(Effect.tap(put, ({ contact, isNew }) => isNew ? Effect.void : told(key, contact)))
      }),
      update: (key, id, fields) => repo.change(scopeOf(key), id, fields).pipe(
        Effect.flatMap(found(id)), Effect.tap((contact) => told(key, contact)), Effect.uninterruptible),
      setMetadata: (key, id, metadata) => repo.mergeMetadata(scopeOf(key), id, metadata).pipe(
        Effect.flatMap(found(id)), Effect.tap((contact) => told(key, contact)), Effect.uninterruptible),
      remove: Effect.fn("Contacts.remove")(function*(key, id, isErased) {
        if (isErased) return yield* Effect.asVoid(erasures.contact({ websiteId: key.websiteId, by: key.actor?.userId ?? "a private key", isTest: key.isTest }, id))
        const visitors = yield* repo.remove(scopeOf(key), id)
        if (visitors === undefined) return yield* new ContactNotFound({ id })
        const { websiteId } = key
        yield* live.accessChanged({ websiteId, contactId: id, reason: "identity" })
        yield* Effect.forEach(visitors, (visitorId) => live.visitorChanged({ websiteId, visitorId }), { discard: true })
      }, Effect.uninterruptible),
      organization: (key, id) => Effect.flatMap(repo.findOrganization(scopeOf(key), id), foundOrganization(id)),
      addOrganization: (key, fields) => Effect.flatMap(ids.next, (id) => repo.addOrganization(scopeOf(key), id, fields)),
      updateOrganization: (key, id, fields) => Effect.flatMap(repo.changeOrganization(scopeOf(key), id, fields), foundOrganization(id)),
      removeOrganization: (key, id) => Effect.flatMap(repo.removeOrganization(scopeOf(key), id), (gone) =>
        gone ? Effect.void : Effect.fail(new ContactOrganizationNotFound({ id })))
    })
  })).pipe(Layer.provide(PeopleRepo.layer))
}
