import type { InboxEvent } from "@cossistant/core/sync/InboxEvent"
import type { SyncToken } from "@cossistant/core/sync/SyncToken"
import type { WebsiteId } from "@cossistant/core/websites/Website"
import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Schedule from "effect/Schedule"
import type { Scope } from "effect/Scope"
import { SqlClient } from "effect/sql/SqlClient"
import { Delivery, markId } from "../live/Delivery.ts"
import { siteTopic } from "../live/topicNames.ts"
import { Topics } from "../realtime/Topics.ts"
import { Epoch } from "../sql/Epoch.ts"
import { tokenAt } from "./SyncPosition.ts"

/** How often this node looks for what no wake-up told it: the latency while the bus is down. */
const every = "2 seconds"
/** A new token for everyone each so many looks: also what keeps an idle line alive. */
const looksPerToken = 5

/** A transaction, and when it was the first that might be open: by the database's clock, in milliseconds since 1970. */
interface Place {
  readonly position: string
  readonly clock: number
}

interface Moved {
  readonly website: WebsiteId
  readonly conversation: string
  readonly version: number
  readonly items: ReadonlyArray<string>
}

interface Marked {
  readonly website: WebsiteId
  readonly visitor: string
  readonly contact: string | null
  readonly mark: Omit<Extract<InboxEvent, { readonly _tag: "SeenChanged" }>, "_tag">
}

/**
 * Closes what a lost wake-up leaves open. Each look reads what moved on the sites served here since the look before,
 * by transaction id, so nothing can fall between two looks; what was told already is not told again.
 */
export class PositionCheck extends Context.Service<PositionCheck, {
  /** All before this transaction is known to every subscriber of this node, or in what it reads after subscribing. */
  readonly position: () => string
  /** The token of `position`, taken when it was read. */
  readonly here: () => SyncToken
  /** The token of a transaction that the database just told. */
  readonly token: (position: string) => SyncToken
  /** Keeps a site in view for as long as the scope: one call per subscription. */
  readonly watch: (websiteId: string) => Effect.Effect<void, never, Scope>
}>()("api/sync/PositionCheck") {
  static readonly layer = Layer.effect(PositionCheck, Effect.gen(function*() {
    const sql = yield* SqlClient
    const delivery = yield* Delivery
    const topics = yield* Topics
    const epoch = (yield* Epoch).id
    const clock = sql.literal("(extract(epoch from clock_timestamp()) * 1000)::double precision")
    const watched = new Map<string, number>()
    let looks = 0

    /** How far the database's clock is ahead of ours, in milliseconds. */
    let ahead = 0
    const now = Effect.map(
      Effect.orDie(sql<Place>`select pg_snapshot_xmin(pg_current_snapshot())::text as position, ${clock} as clock, note_start()`),
      ([row]) => row ?? { position: "0", clock: 0 }
    )
    // What is told lags one look behind what is read: a site that came into view while a look was under way is covered.
    let current = yield* now
    let upcoming = current
    ahead = current.clock - Date.now()
    const advance = Effect.fnUntraced(function*({ clock, position }: Place) {
      ahead = clock - Date.now()
      delivery.delivered.looked()
      if (BigInt(position) >= BigInt(upcoming.position)) {
        current = upcoming
        upcoming = { position, clock }
        return
      }
      // Transactions count up: the database was put back to an earlier state while this node ran.
      current = upcoming = { position, clock }
      yield* Effect.logWarning("The database has gone back to an earlier state; everyone connected reads everything anew.")
      yield* topics.end([...watched.keys()].map(siteTopic), JSON.stringify({ _tag: "Reload", reason: "restored" }))
    })

    const here = () => tokenAt(epoch, current.position, current.clock / 1000)

    const look = Effect.gen(function*() {
      if (watched.size === 0) return yield* advance(yield* now)
      // One statement, one snapshot: the new position can't be ahead of what is read.
      const [row] = yield* sql<Place & { moved: ReadonlyArray<Moved> | null; marks: ReadonlyArray<Marked> | null }>`
        select pg_snapshot_xmin(pg_current_snapshot())::text as position, ${clock} as clock, note_start(),
          (select jsonb_agg(m) from moved_since(${current.position}::xid8, ${[...watched.keys()]}) m) as moved,
          (select jsonb_agg(m) from marks_since(${current.position}::xid8, ${[...watched.keys()]}) m) as marks`
      if (row === undefined) return
      for (const { conversation, items, version, website } of row.moved ?? []) {
        const untold = items.filter((item) => !delivery.delivered.has(...idAndVersion(item)))
        if (untold.length > 0 || !delivery.delivered.has(conversation, version)) {
          yield* delivery.wake({ websiteId: website, conversationId: conversation, itemIds: untold.map((item) => idAndVersion(item)[0]) })
        }
      }
      for (const { contact, mark, visitor, website } of row.marks ?? []) {
        const event = { _tag: "SeenChanged" as const, ...mark }
        if (delivery.delivered.has(markId(event), mark.seq)) continue
        yield* delivery.tell(website, event)
        yield* delivery.tellVisitor({ visitorId: visitor, contactId: contact }, event)
      }
      yield* advance(row)
      if (++looks % looksPerToken === 0) {
        yield* topics.publishToAll(JSON.stringify({ _tag: "Position", token: here() }))
      }
    })

    yield* look.pipe(
      Effect.catchCause((cause) => Effect.logWarning("Looking for missed changes failed; trying again.", cause)),
      Effect.repeat(Schedule.spaced(every)),
      Effect.forkScoped
    )

    return PositionCheck.of({
      position: () => current.position,
      here,
      token: (position) => tokenAt(epoch, position, (Date.now() + ahead) / 1000),
      watch: (websiteId) => Effect.asVoid(Effect.acquireRelease(
        Effect.sync(() => watched.set(websiteId, (watched.get(websiteId) ?? 0) + 1)),
        () => Effect.sync(() => {
          const left = (watched.get(websiteId) ?? 1) - 1
          if (left === 0) watched.delete(websiteId)
          else watched.set(websiteId, left)
        })
      ))
    })
  }))
}

const idAndVersion = (item: string): [id: string, version: number] => {
  const [id = "", version = "0"] = item.split(":")
  return [id, Number(version)]
}
