import { type CurrentMember, type CurrentUser, RoleRequired, SignedOut } from "@cossistant/core/auth/MemberAuth"
import { type WebsiteId, WebsiteNotFound } from "@cossistant/core/websites/Website"
import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Redacted from "effect/Redacted"
import { Sessions } from "../live/Sessions.ts"
import type { Connection } from "../realtime/Connection.ts"
import { Settings } from "../settings/Settings.ts"
import { AccountRepo, type Holder } from "./AccountRepo.ts"
import { Members } from "./Members.ts"
import { ownOrigins } from "./ownOrigins.ts"
import { hashSessionToken, readSessionToken } from "./sessionCookie.ts"

/** How long a caller is believed without asking again, in milliseconds, where no word of a change arrives. */
const believed = 4000

const rank = { member: 0, admin: 1, owner: 2 }

/** Who is on the line, by the session cookie of the upgrade or request; pages of other origins are nobody. */
export class SignIns extends Context.Service<SignIns, {
  readonly user: (connection: Connection) => Effect.Effect<CurrentUser["Service"], SignedOut>
  /** As what they reach the site. "Not yours" and "not there" are the same. */
  readonly member: (
    connection: Connection,
    websiteId: WebsiteId,
    needs: "member" | "admin" | "owner"
  ) => Effect.Effect<CurrentMember["Service"], SignedOut | WebsiteNotFound | RoleRequired>
}>()("api/members/SignIns") {
  static readonly layer = Layer.effect(SignIns, Effect.gen(function*() {
    const { publicUrl, secrets } = yield* Settings
    const accounts = yield* AccountRepo
    const members = yield* Members
    const sessions = yield* Sessions
    const admitted = sessions.admissions<Holder>()
    const origins = new Set(ownOrigins(publicUrl))
    const cookie = { secret: Redacted.value(secrets.auth), secure: publicUrl.startsWith("https:") }

    const tokenHash = ({ cookie: header, origin }: Connection) => {
      const token = origin !== null && origins.has(origin) ? readSessionToken(header, cookie) : null
      return token === null ? Effect.fail(new SignedOut()) : Effect.succeed(hashSessionToken(token))
    }
    const holder = (tokenHash: string, websiteId: WebsiteId | null) => Effect.flatMap(
      accounts.holder({ tokenHash, websiteId }),
      (found) => found === undefined ? Effect.fail(new SignedOut()) : Effect.succeed(found)
    )
    const reach = Effect.fnUntraced(function*(connection: Connection, websiteId: WebsiteId) {
      // A socket's cookie can't change; a request is known by what it brings along.
      const socket = connection.transport === "socket" ? `${connection.clientId} ${websiteId}` : undefined
      const known = socket === undefined ? undefined : admitted.recall(socket)
      if (known !== undefined) return known
      const hash = yield* tokenHash(connection)
      const key = socket ?? `${hash} ${websiteId}`
      const lately = admitted.recall(key)
      if (lately !== undefined) return lately
      const since = sessions.changes()
      const found = yield* holder(hash, websiteId)
      const until = Math.min(found.expiresAt.getTime(), Date.now() + believed)
      admitted.remember(since, key, found, { websiteId, userId: found.userId }, until)
      return found
    })

    return SignIns.of({
      user: Effect.fnUntraced(function*(connection) {
        const { email, emailVerified, name, sessionId, userId } = yield* holder(yield* tokenHash(connection), null)
        return { userId, sessionId, email, emailVerified, name, connection }
      }),
      member: Effect.fnUntraced(function*(connection, websiteId, needs) {
        const { organizationId, role, sessionId, userId } = yield* reach(connection, websiteId)
        if (organizationId === null || role === null) return yield* new WebsiteNotFound({ websiteId })
        if (needs !== "member" && rank[role] < rank[needs]) return yield* new RoleRequired({ needs })
        yield* members.touch(websiteId, userId)
        return { userId, sessionId, websiteId, organizationId, role, connection }
      })
    })
  })).pipe(Layer.provide(AccountRepo.layer))
}
