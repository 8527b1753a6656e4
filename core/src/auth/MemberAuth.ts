import * as Context from "effect/Context"
import * as Schema from "effect/Schema"
import * as RpcMiddleware from "effect/rpc/RpcMiddleware"
import type { Role } from "../members/Role.ts"
import type { OrganizationId, WebsiteId } from "../websites/Website.ts"
import { WebsiteNotFound } from "../websites/Website.ts"
import type { ConnectionFacts } from "./ConnectionFacts.ts"

/** No session, or it has ended: sign in again. */
export class SignedOut extends Schema.TaggedError<SignedOut>()("SignedOut", {}, { httpApiStatus: 401 }) {}

/** Your role may not do this; `needs` may. */
export class RoleRequired extends Schema.TaggedError<RoleRequired>()("RoleRequired", {
  needs: Schema.Literals(["owner", "admin"])
}, { httpApiStatus: 403 }) {}

/** A signed-in person, whatever the site. */
export class CurrentUser extends Context.Service<CurrentUser, {
  readonly userId: string
  readonly sessionId: string
  readonly email: string
  readonly emailVerified: boolean
  readonly name: string
  readonly connection: ConnectionFacts
}>()("core/auth/CurrentUser") {}

/** A signed-in person at work on one site they may reach. */
export class CurrentMember extends Context.Service<CurrentMember, {
  readonly userId: string
  readonly sessionId: string
  readonly websiteId: WebsiteId
  readonly organizationId: OrganizationId
  readonly role: Role
  readonly connection: ConnectionFacts
}>()("core/auth/CurrentMember") {}

/** The least role a procedure asks for; without it any member of the site may call. */
export const NeedsRole = Context.Reference<"member" | "admin" | "owner">("core/auth/NeedsRole", {
  defaultValue: () => "member"
})

/** The session cookie and our own Origin are checked before a handler runs. */
export class UserAuth extends RpcMiddleware.Service<UserAuth, { provides: CurrentUser }>()("core/auth/UserAuth", {
  error: SignedOut
}) {}

/** As `UserAuth`, then access to `payload.websiteId` and the procedure's `NeedsRole`. */
export class MemberAuth extends RpcMiddleware.Service<MemberAuth, { provides: CurrentMember }>()(
  "core/auth/MemberAuth",
  { error: Schema.Union([SignedOut, WebsiteNotFound, RoleRequired]) }
) {}
