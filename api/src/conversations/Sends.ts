import * as Context from "effect/Context"
import * as Deferred from "effect/Deferred"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import { SqlClient } from "effect/sql/SqlClient"
import * as PgTypes from "@effect/sql-pg/PgTypes"
import type { SendRequest, SendResult } from "./SendRequest.ts"

const batchAtMost = 64
/** From here on a second connection is worth splitting what gathers. */
const manyWaiting = 8

/**
 * The one door by which messages enter the database. While a transaction is in flight the next messages gather; they
 * then commit together, locked in one order, each with an answer of its own.
 */
export class Sends extends Context.Service<Sends, {
  /** Answers after commit. A broken database is a defect, for this message only. */
  readonly send: (request: SendRequest) => Effect.Effect<SendResult>
}>()("api/conversations/Sends") {
  static readonly layer = Layer.effect(Sends, Effect.gen(function*() {
    const sql = yield* SqlClient
    const fork = Effect.runForkWith(yield* Effect.context<never>())
    const waiting: Array<Waiting> = []
    let inFlight = 0

    const commit = (requests: ReadonlyArray<SendRequest>) =>
      sql<{ n: number; result: SendResult }>`select n, result from send_batch(${PgTypes.jsonb(requests)})`

    const one = ({ answer, request }: Waiting) =>
      commit([request]).pipe(
        Effect.flatMap(([row]) => row === undefined ? Effect.die(new Error("send_batch lost a message")) : Effect.succeed(row.result)),
        // The id stands where this author can't see it: among the other kind of data, or committed a moment ago elsewhere.
        Effect.catchReason("SqlError", "UniqueViolation", () => Effect.succeed<SendResult>({ outcome: "id_conflict" })),
        Effect.orDie,
        Effect.exit,
        Effect.flatMap((exit) => Deferred.done(answer, exit))
      )

    const run = (batch: ReadonlyArray<Waiting>): Effect.Effect<void> => {
      const [first] = batch
      if (batch.length === 1 && first !== undefined) return Effect.asVoid(one(first))
      return commit(batch.map(({ request }) => request)).pipe(
        Effect.flatMap((rows) => Effect.forEach(rows, ({ n, result }) => {
          const place = batch[n]
          return place === undefined ? Effect.void : Deferred.succeed(place.answer, result)
        }, { discard: true })),
        // One of them broke the transaction for all: each alone finds out which.
        Effect.catch(() => Effect.forEach(batch, one, { discard: true }))
      )
    }

    /** One transaction at a time keeps the disk busy and lets the others gather; a second one only when many wait. */
    const pump = () => {
      while (waiting.length > 0 && (inFlight === 0 || (inFlight === 1 && waiting.length >= manyWaiting))) {
        inFlight++
        const batch = waiting.splice(0, batchAtMost)
        fork(Effect.ensuring(run(batch), Effect.sync(() => {
          inFlight--
          pump()
        })))
      }
    }

    return Sends.of({
      send: (request) => Effect.suspend(() => {
        const answer = Deferred.makeUnsafe<SendResult>()
        waiting.push({ request, answer })
        pump()
        return Deferred.await(answer)
      })
    })
  }))
}

interface Waiting {
  readonly request: SendRequest
  readonly answer: Deferred.Deferred<SendResult>
}
