import type * as Cause from "effect/Cause"
import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as Fiber from "effect/Fiber"
import * as Queue from "effect/Queue"
import * as Stream from "effect/Stream"
import { Stopping } from "../realtime/Stopping.ts"
import type { TinybirdRow } from "./tinybirdRows.ts"
import type { TinybirdSettings } from "./tinybirdSettings.ts"

/** The rhythm of sending; times are milliseconds. */
export const TinybirdTimes = Context.Reference("api/analytics/TinybirdTimes", {
  defaultValue: () => ({
    /** Rows are sent when there are so many, or after so long. */
    rows: 100,
    wait: 5000,
    /** Rows that wait at most; whoever brings more waits too. */
    held: 10_000,
    /** The pause after the first refusal; it doubles up to a minute. */
    pause: 1000,
    /** How long a request may take. */
    patience: 10_000,
    /** How long rows are still sent when the program stops. */
    drain: 4000
  })
})

class Refused {
  readonly _tag = "Refused"
  /** Milliseconds that were asked for by the service, or null. */
  constructor(readonly reason: string, readonly mayRetry: boolean, readonly after: number | null) {}
}

/**
 * Sends rows in batches as gzipped NDJSON, one request for each data source (https://www.tinybird.co/docs/api-reference/events-api).
 * Too many requests, a broken service or none are tried again for as long as it takes, so nothing is dropped while
 * the program runs; a batch the service calls wrong is dropped with an error in the log. What still waits when the program
 * stops is sent for a while; `rest` does so, and gives what is left to who asks, to be brought `again` one day. Nobody having
 * asked, it is lost with a warning that counts it.
 */
export const makeTinybirdQueue = Effect.fnUntraced(function*({ host, token }: Pick<TinybirdSettings, "host" | "token">) {
  const times = yield* TinybirdTimes
  const queue = yield* Queue.bounded<TinybirdRow, Cause.Done>(times.held)
  /** Rows that were brought and neither taken nor refused for good. */
  const waiting = new Set<TinybirdRow>()
  const settled = (rows: ReadonlyArray<TinybirdRow>) => {
    for (const row of rows) waiting.delete(row)
  }

  const post = (source: string, rows: ReadonlyArray<TinybirdRow>) => Effect.tryPromise({
    try: async (signal) => {
      const response = await fetch(`${host}/v0/events?name=${encodeURIComponent(source)}`, {
        method: "POST",
        headers: { authorization: `Bearer ${token}`, "content-type": "application/x-ndjson", "content-encoding": "gzip" },
        body: Bun.gzipSync(rows.map(({ row }) => JSON.stringify(row)).join("\n")),
        signal: AbortSignal.any([signal, AbortSignal.timeout(times.patience)])
      })
      const text = (await response.text()).slice(0, 500)
      if (response.ok) return quarantined(text)
      const after = Number(response.headers.get("retry-after") ?? "x")
      throw new Refused(`${response.status} ${text}`, response.status === 429 || response.status >= 500, Number.isFinite(after) ? after * 1000 : null)
    },
    catch: (cause) => cause instanceof Refused ? cause : new Refused(String(cause), true, null)
  })
  const taken = (source: string, rows: ReadonlyArray<TinybirdRow>, count: number) => Effect.suspend(() => {
    settled(rows)
    return count === 0 ? Effect.void : Effect.annotateLogs(Effect.logWarning("Tinybird put rows into quarantine"), { source, count })
  })
  const dropped = (about: Readonly<Record<string, unknown>>, rows: ReadonlyArray<TinybirdRow>) => Effect.suspend(() => {
    settled(rows)
    return Effect.annotateLogs(Effect.logError("Tinybird refused rows; they are dropped"), about)
  })
  const send = (source: string, rows: ReadonlyArray<TinybirdRow>, tries = 1): Effect.Effect<void> => post(source, rows).pipe(
    Effect.flatMap((count) => taken(source, rows, count)),
    Effect.catch((refused) => {
      const about = { source, rows: rows.length, reason: refused.reason }
      if (!refused.mayRetry) return dropped(about, rows)
      const pause = refused.after ?? Math.min(times.pause * 2 ** (tries - 1), 60_000) * (0.5 + Math.random() / 2)
      return Effect.annotateLogs(Effect.logWarning("Tinybird took no rows; they are sent again"), about).pipe(
        Effect.andThen(Effect.sleep(pause)),
        Effect.andThen(Effect.suspend(() => send(source, rows, tries + 1)))
      )
    })
  )
  const worker = yield* Stream.fromQueue(queue).pipe(
    Stream.groupedWithin(times.rows, times.wait),
    Stream.runForEach((rows) => Effect.forEach(
      Map.groupBy(rows, ({ source }) => source),
      ([source, some]) => send(source, some),
      { concurrency: 4, discard: true }
    )),
    Effect.forkDetach
  )
  const { within } = yield* Stopping
  const rest = Queue.end(queue).pipe(
    Effect.andThen(Effect.suspend(() => Effect.timeoutOption(Fiber.await(worker), within("work", times.drain)))),
    Effect.andThen(Fiber.interrupt(worker)),
    Effect.andThen(Effect.sync(() => {
      const left = [...waiting]
      waiting.clear()
      return left
    }))
  )
  yield* Effect.addFinalizer(() => Effect.flatMap(rest, ({ length }) => length === 0
    ? Effect.void
    : Effect.logWarning(`The program stops, and ${length} rows for Tinybird are lost: it took none of them in time`)))
  return {
    offer: (rows: ReadonlyArray<TinybirdRow>): Effect.Effect<void> => Effect.suspend(() => {
      for (const row of rows) waiting.add(row)
      return Effect.interruptible(Effect.asVoid(Queue.offerAll(queue, rows)))
    }),
    rest,
    /** Sends what was left by another start, once; fails where it may be tried again. */
    again: (rows: ReadonlyArray<TinybirdRow>): Effect.Effect<void, Refused> => Effect.forEach(
      Map.groupBy(rows, ({ source }) => source),
      ([source, some]) => post(source, some).pipe(
        Effect.flatMap((count) => taken(source, some, count)),
        Effect.catchIf(({ mayRetry }) => !mayRetry, ({ reason }) => dropped({ source, rows: some.length, reason }, some))
      ),
      { discard: true }
    )
  }
})

/** How many of the rows it took the service could not read. */
const quarantined = (text: string): number => {
  const count = /"quarantined_rows"\s*:\s*(\d+)/.exec(text)?.[1]
  return count === undefined ? 0 : Number(count)
}
