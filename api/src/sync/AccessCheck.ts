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
import { AdmittedAt, believedAtMost, type Person, Sessions } from "../live/Sessions.ts"
import { type Subscriber, Topics } from "../realtime/Topics.ts"
import { PositionCheck } from "./PositionCheck.ts"

/** How often, in milliseconds: a right that ended on another node, while the bus was down, ends here within two looks. */
const every = 2000
/**
 * How many looks each one reaches back: someone who comes may have been let in on what was known that long ago, and a look
 * that failed leaves nothing out. What it finds again has ended already.
 */
const reach = believedAtMost / every + 2

type Member = Pick<CurrentMember["Service"], "websiteId" | "userId" | "sessionId" | "role">
type Visitor = Pick<CurrentVisitor["Service"], "websiteId" | "visitorId" | "contactId">

interface Answer {
  readonly position: string
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
  /**
   * What comes first on a stream, asked for once the stream listens: nothing where the caller's rights changed while it was
   * being let in. Whoever ended the person's streams then couldn't know of this one, so it ends here.
   */
  readonly first: <A, E, R>(subscriber: Subscriber, person: Person, first: Effect.Effect<ReadonlyArray<A>, E, R>) => Effect.Effect<ReadonlyArray<A>, E, R>
}>()("api/sync/AccessCheck") {
  static readonly layer = Layer.effect(AccessCheck, Effect.gen(function*() {
    const sql = yield* SqlClient
    const delivery = yield* Delivery
    const sessions = yield* Sessions
    const topics = yield* Topics
    const visitors = new Set<Visitor>()
    const members = new Set<Member>()
    // The first transactions that may have been open at the last looks, oldest first. Before the start nobody was let in.
    const positions = [(yield* PositionCheck).position()]

    const look = Effect.gen(function*() {
      const sites = [...new Set([...visitors].map(({ websiteId }) => websiteId))]
      const people = [...members].map(({ role, sessionId, userId, websiteId }) => ({ website: websiteId, person: userId, session: sessionId, role }))
      const [row] = yield* sql<Answer>`
        select pg_snapshot_xmin(pg_current_snapshot())::text as position,
          (select jsonb_agg(v) from standing_since(${positions[0]}::xid8, ${sites}) v) as visitors,
          (select jsonb_agg(m) from changed_members(${PgTypes.jsonb(people)}) m) as members`
      for (const { contact, may, visitor, website } of row?.visitors ?? []) {
        const others = [...visitors].filter(({ contactId, visitorId }) => visitorId === visitor && (!may || contactId !== contact))
        if (others.length > 0) yield* delivery.endStreams({ websiteId: website, visitorId: visitor, reason: may ? "identity" : "access" })
      }
      for (const { person, website } of row?.members ?? []) {
        yield* delivery.endStreams({ websiteId: website, userId: person, reason: "access" })
      }
      if (row !== undefined) positions.push(row.position)
      if (positions.length > reach) positions.shift()
    })

    yield* look.pipe(
      Effect.catchCause((cause) => Effect.logWarning("Looking for ended rights failed; trying again.", cause)),
      Effect.repeat(Schedule.spaced(every)),
      Effect.delay(every),
      Effect.forkScoped
    )
    const hold = <A>(all: Set<A>) => (one: A) => Effect.asVoid(Effect.acquireRelease(
      Effect.sync(() => all.add(one)),
      () => Effect.sync(() => all.delete(one))
    ))
    return AccessCheck.of({
      visitor: hold(visitors),
      member: hold(members),
      first: (subscriber, person, first) => Effect.flatMap(AdmittedAt, (since) => sessions.changedSince(since, person)
        ? Effect.as(topics.dismiss(subscriber, JSON.stringify({ _tag: "Reload", reason: "access" })), [])
        : first)
    })
  }))
}
