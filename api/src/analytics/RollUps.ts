import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Schema from "effect/Schema"
import { SqlClient } from "effect/sql/SqlClient"
import { jobKind } from "../jobs/JobKind.ts"
import { Jobs } from "../jobs/Jobs.ts"
import { withTenant } from "../sql/Tenant.ts"
import { Analytics } from "./Analytics.ts"
import { SiteNews } from "./SiteNews.ts"
import { TinybirdRow } from "./tinybirdRows.ts"

/** Rows of one kind that are counted in one transaction. */
const batch = 1000

const Answer = Schema.Struct({ more: Schema.Boolean, conversations: Schema.optionalKey(Schema.Unknown), visitors: Schema.optionalKey(Schema.Unknown) })

/** Rows that a stop left over; some two days of tries are longer than most outages, and by then somebody has looked. */
const tellLater = jobKind({ name: "analytics.tell", payload: Schema.Array(TinybirdRow), attempts: 80 })
const rowsOfJob = 500

/** Counts what changed on the sites, on one node every 10 s; whoever counts elsewhere is told what is new. */
export class RollUps extends Context.Service<RollUps, {
  /** Counts everything that changed, on every site. Runs by itself. */
  readonly run: Effect.Effect<void>
}>()("api/analytics/RollUps") {
  static readonly layer = Layer.effect(RollUps, Effect.gen(function*() {
    const sql = yield* SqlClient
    const jobs = yield* Jobs
    const { left, provider, take } = yield* Analytics
    const tell = take !== undefined

    const once = Effect.fnUntraced(function*(websiteId: string) {
      const rows = yield* withTenant({ websiteId, data: "all" },
        sql<{ answer: unknown }>`select roll_up_analytics(${websiteId}, ${batch}, ${tell}) as answer`).pipe(
          Effect.provideService(SqlClient, sql))
      const answer = yield* Schema.decodeUnknownEffect(Answer)(rows[0]?.answer)
      if (take !== undefined) yield* take(websiteId, yield* Schema.decodeUnknownEffect(SiteNews)(answer))
      return answer.more
      // What was counted is told to nobody a second time: a stop in between would lose it.
    }, Effect.uninterruptible)
    /** Rests as long as it worked: after a restore everything is counted anew, and those who talk meanwhile come first. */
    const step = (websiteId: string) => Effect.flatMap(Effect.timed(once(websiteId)), ([took, more]) => Effect.as(more ? Effect.sleep(took) : Effect.void, more))
    const site = (websiteId: string) => Effect.repeat(step(websiteId), { while: (more) => more })
    const run = Effect.gen(function*() {
      const sites = yield* sql<{ id: string }>`select id from sites_to_roll_up() as s (id)`
      for (const { id } of sites) {
        yield* Effect.catchCause(site(id), (cause) => Effect.annotateLogs(Effect.logError("A site's figures weren't counted", cause), { site: id }))
      }
    }).pipe(Effect.orDie, Effect.withSpan("RollUps.run"))
    if (left !== undefined) {
      const keep = Effect.fnUntraced(function*(websiteId: string, rows: ReadonlyArray<TinybirdRow>) {
        for (let from = 0; from < rows.length; from += rowsOfJob) {
          yield* jobs.add(tellLater, websiteId, rows.slice(from, from + rowsOfJob))
        }
      })
      yield* jobs.handle(tellLater, left.again)
      yield* Effect.addFinalizer(() => Effect.flatMap(left.rest, (rows) => Effect.forEach(
        Map.groupBy(rows, ({ row }) => String(row["website_id"])),
        ([websiteId, some]) => withTenant({ websiteId, data: "all" }, keep(websiteId, some)).pipe(
          Effect.provideService(SqlClient, sql),
          Effect.catchCause((cause) => Effect.annotateLogs(Effect.logError("Rows for Tinybird are lost: they can't be kept for the next start", cause), { site: websiteId, rows: some.length }))
        ),
        { discard: true }
      )))
    }
    if (provider !== "none") yield* jobs.every("analytics.rollUp", "10 seconds", run)
    return RollUps.of({ run: provider === "none" ? Effect.void : run })
  }))
}
