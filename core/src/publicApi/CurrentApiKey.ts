import * as Context from "effect/Context"
import * as Schema from "effect/Schema"
import * as HttpApiMiddleware from "effect/http-api/HttpApiMiddleware"
import type { ConnectionFacts } from "../auth/ConnectionFacts.ts"
import { InvalidKey, OriginRefused } from "../auth/KeyAuth.ts"
import type { CurrentMember } from "../auth/MemberAuth.ts"
import type { CurrentVisitor } from "../auth/VisitorAuth.ts"
import { UnknownVisitor, VisitorBlocked } from "../auth/VisitorAuth.ts"
import { FeatureNotInPlan, LimitReached } from "../billing/Plan.ts"
import { BadRequest } from "../errors/BadRequest.ts"
import { InternalError } from "../errors/InternalError.ts"
import { TooManyRequests } from "../errors/TooManyRequests.ts"
import type { ApiKeyType } from "../websites/ApiKey.ts"
import type { OrganizationId, WebsiteId } from "../websites/Website.ts"
import { problem } from "./problem.ts"

/** This may be asked with a private key only. */
export class PrivateKeyRequired extends Schema.TaggedError<PrivateKeyRequired>()("PrivateKeyRequired", {}, { httpApiStatus: 403 }) {}

/** A teammate must stand behind it: `X-Actor-User-Id`, or a key that is linked to one. */
export class ActorRequired extends Schema.TaggedError<ActorRequired>()("ActorRequired", {}, { httpApiStatus: 400 }) {}

/** Nobody by this id works on this site. */
export class ActorRefused extends Schema.TaggedError<ActorRefused>()("ActorRefused", { userId: Schema.String }, { httpApiStatus: 403 }) {}

/** It isn't said whose conversations are meant: a visitor's id with a private key, a visitor's secret with a public one. */
export class VisitorRequired extends Schema.TaggedError<VisitorRequired>()("VisitorRequired", {}, { httpApiStatus: 400 }) {}

/** This `Idempotency-Key` was used for another request, or for one that is still under way. */
export class IdempotencyConflict extends Schema.TaggedError<IdempotencyConflict>()("IdempotencyConflict", {
  reason: Schema.Literals(["other_request", "under_way"])
}, { httpApiStatus: 409 }) {}

/** Whose key a request holds, and who acts through it. */
export class CurrentApiKey extends Context.Service<CurrentApiKey, {
  readonly keyType: ApiKeyType
  readonly websiteId: WebsiteId
  readonly organizationId: OrganizationId
  /** A test key sees test data, a live key live data. */
  readonly isTest: boolean
  /** The teammate a private key acts for, if any. */
  readonly actor: CurrentMember["Service"] | null
  /** The member who made a private key, whether or not they work here still. */
  readonly createdBy: string | null
  /** Of a public key: who proved to be a visitor with a secret of its own. */
  readonly visitor: CurrentVisitor["Service"] | null
  /** `X-Visitor-Id` of a private key's request. */
  readonly visitorId: string | null
  readonly authorization: string | undefined
  readonly connection: ConnectionFacts
}>()("core/publicApi/CurrentApiKey") {}

/**
 * What an endpoint asks of a key: `private` (unless said otherwise), `actor` (private, and a teammate behind it), `any`,
 * or `visitor`: any, and with a public key a visitor's secret.
 */
export type ApiAccess = "private" | "actor" | "any" | "visitor"
export const Access = Context.Reference<ApiAccess>("core/publicApi/Access", { defaultValue: () => "private" })

/** The errors that any endpoint may answer with. */
export const commonProblems = [
  problem(BadRequest, "The request doesn't have the promised shape."),
  problem(InvalidKey, "There is no such key, or it is revoked or expired. A private key goes into Authorization after Bearer, a public one into X-Public-Key."),
  problem(OriginRefused, "Pages of this origin may not use this key."),
  problem(PrivateKeyRequired, "This may be asked with a private key only."),
  problem(ActorRequired, "Name the teammate who acts: X-Actor-User-Id."),
  problem(ActorRefused, "Nobody by this id works on this site."),
  problem(UnknownVisitor, "A visitor's secret is missing, unknown or ended."),
  problem(VisitorBlocked, "The team blocked this visitor."),
  problem(IdempotencyConflict, "This Idempotency-Key belongs to another request."),
  problem(LimitReached, "The site's plan has no more of this. A larger plan has: Settings, Plan."),
  problem(FeatureNotInPlan, "The site's plan doesn't have this. A larger plan does: Settings, Plan."),
  problem(TooManyRequests, "Too many requests; try again a little later."),
  problem(InternalError, "Something broke on the server's side.")
] as const

/** The one door of the public API: key, origin, what the key may do, rate, repeated requests. */
export class ApiDoor extends HttpApiMiddleware.Service<ApiDoor, { provides: CurrentApiKey }>()("core/publicApi/ApiDoor", {
  error: commonProblems
}) {}
