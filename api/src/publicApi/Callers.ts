import type { CurrentMember } from "@cossistant/core/auth/MemberAuth"
import type { CurrentVisitor } from "@cossistant/core/auth/VisitorAuth"
import { ContactNotFound } from "@cossistant/core/publicApi/Contact"
import { ActorRequired, type CurrentApiKey, VisitorRequired } from "@cossistant/core/publicApi/CurrentApiKey"
import type { ContactId } from "@cossistant/core/visitors/PublicVisitor"
import { VisitorNotFound } from "@cossistant/core/visitors/VisitorDetail"
import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import type { TenantScope } from "../sql/Tenant.ts"
import { ApiConversationRepo } from "./ApiConversationRepo.ts"

type Key = CurrentApiKey["Service"]
type Visitor = CurrentVisitor["Service"]

/** The one kind of data a key may see. */
export const scopeOf = ({ isTest, websiteId }: Pick<Key, "isTest" | "websiteId">): TenantScope => ({ websiteId, data: isTest ? "test" : "live" })

/** Whom a key speaks for. */
export class Callers extends Context.Service<Callers, {
  /**
   * With a public key the visitor who proved to be one, and nobody else; with a private one the visitor that is named, by
   * `named` or by `X-Visitor-Id`.
   */
  readonly visitor: (key: Key, named?: string | null) => Effect.Effect<Visitor, VisitorRequired | VisitorNotFound>
  /** The same, who must be this contact; with a private key and nobody named, as the contact was last seen. */
  readonly contact: (key: Key, contactId: ContactId, named?: string | null) => Effect.Effect<Visitor, ContactNotFound | VisitorRequired | VisitorNotFound>
}>()("api/publicApi/Callers") {
  static readonly layer = Layer.effect(Callers, Effect.gen(function*() {
    const repo = yield* ApiConversationRepo
    const visitor = Effect.fnUntraced(function*(key: Key, named?: string | null) {
      const id = named ?? key.visitor?.visitorId ?? key.visitorId
      if (id === null || id === undefined) return yield* new VisitorRequired()
      if (key.visitor !== null) return key.visitor.visitorId === id ? key.visitor : yield* new VisitorNotFound({ id })
      const found = yield* repo.visitor(scopeOf(key), id)
      if (found === undefined) return yield* new VisitorNotFound({ id })
      const { isTest, organizationId, websiteId } = key
      // What is known of the visitor's own connection stays: this one is the server's.
      const connection = { ...key.connection, address: found.ip ?? "", userAgent: null }
      return { websiteId, organizationId, isTest, visitorId: found.visitorId, contactId: found.contactId, connection }
    })
    return Callers.of({
      visitor,
      contact: Effect.fnUntraced(function*(key, contactId, named) {
        // First of all a public key's own visitor: what is another's isn't told.
        const self = key.visitor === null ? null : yield* visitor(key, named)
        const id = yield* repo.visitorOf(scopeOf(key), contactId, self?.visitorId ?? named ?? key.visitorId)
        return id === undefined ? yield* new ContactNotFound({ id: contactId }) : yield* visitor(key, id)
      })
    })
  })).pipe(Layer.provide(ApiConversationRepo.layer))
}

/** The teammate who acts. */
export const actorOf = ({ actor }: Key): Effect.Effect<CurrentMember["Service"], ActorRequired> =>
  actor === null ? Effect.fail(new ActorRequired()) : Effect.succeed(actor)

/** For what the team may do and nobody in particular does: the actor when there is one. */
export const anyoneOf = ({ actor, connection, organizationId, websiteId }: Key): CurrentMember["Service"] =>
  actor ?? { userId: "", sessionId: "", websiteId, organizationId, role: "member", connection }
