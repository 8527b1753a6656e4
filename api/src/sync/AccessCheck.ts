import type { CurrentMember } from "@cossistant/core/auth/MemberAuth"
import type { CurrentVisitor } from "@cossistant/core/auth/VisitorAuth"
import type { WebsiteId } from "@cossistant/core/websites/Website"
import * as PgTypes from "@effect/sql-pg/PgTypes"
import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Schedule from "effect/Schedule"
import type { Scope } from "effect/Scope"
import { SqlClient } from "effect/sql/SqlClient"
import { Delivery } from "../live/Delivery.ts"
import { PositionCheck } from "./PositionCheck.ts"

/** How often: a right that ended on another node, while the bus was down, ends here within two looks. */
const every = "2 seconds"

type Member = Pick<CurrentMember["Service"], "websiteId" | "userId" | "sessionId" | "role">
type Visitor = Pick<CurrentVisitor["Service"], "websiteId" | "visitorId" | "contactId">

interface Answer {
  readonly visitors: ReadonlyArray<{ readonly website: WebsiteId; readonly visitor: string; readonly contact: string | null; readonly may: boolean }> | null
  readonly members: ReadonlyArray<{ readonly website: WebsiteId; readonly person: string }> | null
}

/**
 * Holds everyone subscribed on this node against what they may do by now, and ends what no longer holds: the net below
 * the word that goes round when a right changes, which may be lost.
 */
export class AccessCheck extends Context.Service<AccessCheck, {
  /** For as long as the scope. */
  readonly visitor: (visitor: Visitor) => Effect.Effect<void, never, Scope>
  readonly member: (member: Member) => Effect.Effect<void, never, Scope>
}>()("api/sync/AccessCheck") {
  static readonly layer = Layer.effect(AccessCheck, Effect.gen(function*() {
    const sql = yield* SqlClient
    const delivery = yield* Delivery
    const visitors = new Set<Visitor>()
    const members = new Set<Member>()
    const check = yield* PositionCheck

    const look = Effect.gen(function*() {
      const sites = [...new Set([...visitors].map(({ websiteId }) => websiteId))]
      const people = [...members].map(({ role, sessionId, userId, websiteId }) => ({ website: websiteId, person: userId, session: sessionId, role }))
      const [row] = yield* sql<Answer>`
        select (select jsonb_agg(v) from standing_since(${check.position()}::xid8, ${sites}) v) as visitors,
          (select jsonb_agg(m) from changed_members(${PgTypes.jsonb(people)}) m) as members`
      for (const { contact, may, visitor, website } of row?.visitors ?? []) {
        const others = [...visitors].filter(({ contactId, visitorId }) => visitorId === visitor && (!may || contactId !== contact))
        if (others.length > 0) yield* delivery.endStreams({ websiteId: website, visitorId: visitor, reason: may ? "identity" : "access" })
      }
      for (const { person, website } of row?.members ?? []) {
        yield* delivery.endStreams({ websiteId: website, userId: person, reason: "access" })
      }
    })

    yield* Effect.suspend(() => visitors.size + members.size === 0 ? Effect.void : look).pipe(
      Effect.catchCause((cause) => Effect.logWarning("Looking for ended rights failed; trying again.", cause)),
      Effect.repeat(Schedule.spaced(every)),
      Effect.forkScoped
    )
    const hold = <A>(all: Set<A>) => (one: A) => Effect.asVoid(Effect.acquireRelease(
      Effect.sync(() => all.add(one)),
      () => Effect.sync(() => all.delete(one))
    ))
    return AccessCheck.of({ visitor: hold(visitors), member: hold(members) })
  }))
}
