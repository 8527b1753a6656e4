import type { Erased } from "@cossistant/core/contacts/erasureRpcs"
import { ContactNotFound } from "@cossistant/core/publicApi/Contact"
import { VisitorNotFound } from "@cossistant/core/visitors/VisitorDetail"
import type { WebsiteId } from "@cossistant/core/websites/Website"
import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Redacted from "effect/Redacted"
import * as Schema from "effect/Schema"
import { jobKind } from "../jobs/JobKind.ts"
import { Jobs } from "../jobs/Jobs.ts"
import { Live } from "../live/Live.ts"
import { Members } from "../members/Members.ts"
import { Settings } from "../settings/Settings.ts"
import { Storage } from "../storage/Storage.ts"
import { makeErasedIdentity } from "./erasedIdentity.ts"
import { ErasureRepo, type Person } from "./ErasureRepo.ts"

/** Whose site, and who asked for it: a member's id, or that it was a key. */
export interface Eraser {
  readonly websiteId: WebsiteId
  readonly by: string
  /** Set for a key, which sees one kind of data only. */
  readonly isTest?: boolean
}

const removeFiles = jobKind({
  name: "contacts.removeFiles",
  payload: Schema.Struct({ folders: Schema.Array(Schema.String), keys: Schema.Array(Schema.String) })
})

/** Erases people: rows and files alike, on request of the site they wrote to. */
export class Erasures extends Context.Service<Erasures, {
  /** A contact with all its devices and conversations. */
  readonly contact: (eraser: Eraser, id: string) => Effect.Effect<Erased, ContactNotFound>
  /** A visitor likewise, and the contact behind it. */
  readonly visitor: (eraser: Eraser, id: string) => Effect.Effect<Erased, VisitorNotFound>
}>()("api/contacts/Erasures") {
  static readonly layer = Layer.effect(Erasures, Effect.suspend(() => make)).pipe(Layer.provide(ErasureRepo.layer))
}

const make = Effect.gen(function*() {
  const repo = yield* ErasureRepo
  const jobs = yield* Jobs
  const live = yield* Live
  const members = yield* Members
  const storage = yield* Storage
  const identityOf = makeErasedIdentity(Redacted.value((yield* Settings).secrets.encryption))
  // Whoever was allowed to send a file may still do so for a while: it is looked again when that is over.
  const grantedFor = yield* storage.grantedFor

  yield* jobs.handle(removeFiles, ({ folders, keys }) => Effect.all([
    Effect.forEach(folders, storage.removeAll, { discard: true, concurrency: 4 }),
    Effect.forEach(keys, storage.remove, { discard: true, concurrency: 4 })
  ], { discard: true }))
  yield* jobs.every("contacts.sweepErased", "1 hour", repo.sweep)

  const erase = Effect.fnUntraced(function*(websiteId: string, person: Person) {
    const { contact } = person
    const { conversations, originals } = yield* repo.erase(websiteId, person)
    if (contact?.externalId != null) yield* repo.refuseTokens(websiteId, identityOf(websiteId, contact.isTest, contact.externalId))
    const organizationId = yield* repo.organizationOf(websiteId)
    // All files of a conversation stand in its own folder, letters as they came among them.
    const files = { folders: conversations.map((id) => `${organizationId}/${websiteId}/${id}/`), keys: originals }
    if (conversations.length + originals.length > 0) {
      yield* jobs.add(removeFiles, websiteId, files)
      yield* jobs.add(removeFiles, websiteId, files, { delay: grantedFor * 2 })
    }
    return { visitors: person.visitorIds.length, conversations: conversations.length } satisfies Erased
  })

  const tell = Effect.fnUntraced(function*({ by, websiteId }: Eraser, { contact, visitorIds }: Person, erased: Erased) {
    yield* Effect.annotateLogs(Effect.logInfo("A person was erased"), { websiteId, by, ...erased })
    if (contact !== null) yield* live.accessChanged({ websiteId, contactId: contact.id, reason: "identity" })
    yield* Effect.forEach(visitorIds, (visitorId) => live.accessChanged({ websiteId, visitorId, reason: "identity" }), { discard: true })
    // What is gone can't be told as news: the team reads its lists anew.
    yield* Effect.forEach(yield* members.team(websiteId), ({ userId }) => live.accessChanged({ websiteId, userId, reason: "access" }), { discard: true })
    return erased
  })

  const erasing = Effect.fnUntraced(function*<E>(eraser: Eraser, who: { readonly contactId: string } | { readonly visitorId: string }, notFound: E) {
    const { erased, person } = yield* repo.within(eraser.websiteId, Effect.gen(function*() {
      const person = yield* repo.hold(eraser.websiteId, who)
      const { contact } = person
      if ("contactId" in who ? contact === null || contact.isTest !== (eraser.isTest ?? contact.isTest) : person.visitorIds.length === 0) {
        return yield* Effect.fail(notFound)
      }
      return { person, erased: yield* erase(eraser.websiteId, person) }
    }))
    return yield* tell(eraser, person, erased)
  }, Effect.uninterruptible)

  return Erasures.of({
    contact: (eraser, id) => erasing(eraser, { contactId: id }, new ContactNotFound({ id })),
    visitor: (eraser, id) => erasing(eraser, { visitorId: id }, new VisitorNotFound({ id }))
  })
})
