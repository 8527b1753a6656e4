import * as Context from "effect/Context"
import * as Schema from "effect/Schema"
import * as RpcMiddleware from "effect/rpc/RpcMiddleware"
import { RefusalReason } from "../websites/InstallStatus.ts"
import type { OrganizationId, WebsiteId } from "../websites/Website.ts"
import type { ConnectionFacts } from "./ConnectionFacts.ts"

/** No such key, or it is revoked or expired: one answer for all three. */
export class InvalidKey extends Schema.TaggedError<InvalidKey>()("InvalidKey", {}, { httpApiStatus: 401 }) {}

/** The key is known but this page may not use it. `origin` is what the browser said, so that it can be allowed. */
export class OriginRefused extends Schema.TaggedError<OriginRefused>()("OriginRefused", {
  origin: Schema.NullOr(Schema.String),
  reason: RefusalReason
}, { httpApiStatus: 403 }) {}

/** The site whose public key the caller holds; `isTest` keeps test data and live data apart. */
export class CurrentSite extends Context.Service<CurrentSite, {
  readonly websiteId: WebsiteId
  readonly organizationId: OrganizationId
  readonly isTest: boolean
  readonly connection: ConnectionFacts
}>()("core/auth/CurrentSite") {}

/** Public key and origin are checked on every transport before a handler runs. */
export class KeyAuth extends RpcMiddleware.Service<KeyAuth, { provides: CurrentSite }>()("core/auth/KeyAuth", {
  error: Schema.Union([InvalidKey, OriginRefused])
}) {}
