import { Timestamp } from "@cossistant/core/ids/Timestamp"
import { CurrentApiKey } from "@cossistant/core/publicApi/CurrentApiKey"
import { PublicApi } from "@cossistant/core/publicApi/PublicApi"
import type { VisitorId } from "@cossistant/core/visitors/PublicVisitor"
import { NotIdentified } from "@cossistant/core/visitors/Identity"
import { VisitorNotFound } from "@cossistant/core/visitors/VisitorDetail"
import * as DateTime from "effect/DateTime"
import * as Effect from "effect/Effect"
import * as HttpApiBuilder from "effect/http-api/HttpApiBuilder"
import { Identities } from "../visitors/Identities.ts"
import { Visitors } from "../visitors/Visitors.ts"
import { Websites } from "../websites/Websites.ts"
import { Callers } from "./Callers.ts"
import { Contacts } from "./Contacts.ts"

type Key = CurrentApiKey["Service"]

export const visitorsHandlers = HttpApiBuilder.group(PublicApi, "visitors", Effect.fnUntraced(function*(handlers) {
  const callers = yield* Callers
  const contacts = yield* Contacts
  const identities = yield* Identities
  const visitors = yield* Visitors
  const websites = yield* Websites

  const visitorOf = (key: Key, id: VisitorId) =>
    Effect.catchTag(callers.visitor(key, id), "VisitorRequired", () => Effect.fail(new VisitorNotFound({ id })))
  /** To the team all that is known; to a visitor what it may know of itself. */
  const show = Effect.fnUntraced(function*(key: Key, id: VisitorId) {
    if (key.keyType === "private") return yield* visitors.detail(key.websiteId, id)
    const { visitor } = yield* websites.publicFace(key, key.authorization)
    return visitor ?? (yield* new VisitorNotFound({ id }))
  })

  return handlers.handleAll({
    start: ({ payload: { profile = {} } }) => CurrentApiKey.use((key) => {
      // A server's own connection says nothing of the visitor's.
      const connection = key.keyType === "public" ? key.connection : { ...key.connection, address: "", userAgent: null }
      return visitors.start({ ...key, connection }, profile)
    }),
    get: ({ params: { id } }) => CurrentApiKey.use((key) => Effect.andThen(visitorOf(key, id), show(key, id))),
    update: ({ params: { id }, payload }) => CurrentApiKey.use((key) => Effect.gen(function*() {
      yield* visitors.update(yield* visitorOf(key, id), payload)
      return yield* show(key, id)
    })),
    setMetadata: ({ params: { id }, payload: { metadata } }) => CurrentApiKey.use((key) => Effect.gen(function*() {
      yield* identities.setMetadata(yield* visitorOf(key, id), metadata)
      return yield* show(key, id)
    })),
    activity: ({ params: { id }, payload: { attribution, currentPage } }) => CurrentApiKey.use((key) => Effect.gen(function*() {
      yield* visitors.update(yield* visitorOf(key, id), {
        ...(attribution === undefined || attribution === null ? {} : { attribution }),
        ...(currentPage === undefined || currentPage === null ? {} : { currentPage })
      })
      return { ok: true as const, acceptedAt: Timestamp.make(DateTime.toDateUtc(yield* DateTime.now).toISOString()) }
    })),
    identify: ({ payload: { contactOrganizationId, id, visitorId, ...claim } }) => CurrentApiKey.use((key) => Effect.gen(function*() {
      const visitor = yield* callers.visitor(key, visitorId)
      if (key.keyType === "public") {
        return { contact: (yield* identities.identify(visitor, claim)).contact, visitorId: visitor.visitorId }
      }
      const { identityToken: _, metadata, ...facts } = claim
      const fields = { ...facts, ...(contactOrganizationId === undefined ? {} : { contactOrganizationId }) }
      if (id === undefined && facts.externalId === undefined && facts.email === undefined) return yield* new NotIdentified()
      const contact = id === undefined ? (yield* contacts.put(key, fields, { byEmail: true })).contact : yield* contacts.update(key, id, fields)
      if (metadata !== undefined) yield* contacts.setMetadata(key, contact.id, metadata)
      return { contact: (yield* identities.vouch(visitor, contact.id)).contact, visitorId: visitor.visitorId }
    }))
  })
}))
