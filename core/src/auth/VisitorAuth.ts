import * as Context from "effect/Context"
import * as Schema from "effect/Schema"
import * as RpcMiddleware from "effect/rpc/RpcMiddleware"
import { TooManyRequests } from "../errors/TooManyRequests.ts"
import type { ContactId, VisitorId } from "../visitors/PublicVisitor.ts"
import type { OrganizationId, WebsiteId } from "../websites/Website.ts"
import type { ConnectionFacts } from "./ConnectionFacts.ts"
import { InvalidKey, OriginRefused } from "./KeyAuth.ts"

/** The visitor secret is missing, unknown, of another site or ended by log-out: start a new visitor. */
export class UnknownVisitor extends Schema.TaggedError<UnknownVisitor>()("UnknownVisitor", {}, { httpApiStatus: 401 }) {}

/** The team blocked this visitor: the widget hides. */
export class VisitorBlocked extends Schema.TaggedError<VisitorBlocked>()("VisitorBlocked", {}, { httpApiStatus: 403 }) {}

/**
 * The visitor on the line. `contactId` is set only for a *proven* identity, and then opens that contact's
 * conversations on every device.
 */
export class CurrentVisitor extends Context.Service<CurrentVisitor, {
  readonly websiteId: WebsiteId
  readonly organizationId: OrganizationId
  readonly isTest: boolean
  readonly visitorId: VisitorId
  readonly contactId: ContactId | null
  readonly connection: ConnectionFacts
}>()("core/auth/CurrentVisitor") {}

/**
 * Public key, origin and visitor secret (`authorization: Bearer vs_…`) are checked before a handler runs. `TooManyRequests`
 * comes where too many unknown secrets came from the caller's network: nobody's is looked up for a while.
 */
export class VisitorAuth extends RpcMiddleware.Service<VisitorAuth, { provides: CurrentVisitor }>()(
  "core/auth/VisitorAuth",
  { error: Schema.Union([InvalidKey, OriginRefused, UnknownVisitor, VisitorBlocked, TooManyRequests]) }
) {}
