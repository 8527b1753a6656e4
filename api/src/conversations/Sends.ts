import * as Context from "effect/Context"
import * as Deferred from "effect/Deferred"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import { SqlClient } from "effect/sql/SqlClient"
import * as PgTypes from "@effect/sql-pg/PgTypes"
import { Lines } from "../sql/Lines.ts"
import { plainBatch } from "./plainBatch.ts"
import { resultOf, resultsOf, type SendAnswer } from "./sendAnswers.ts"
import type { SendRequest, SendResult } from "./SendRequest.ts"

const batchAtMost = 64
/** From here on a second connection is worth splitting what gathers. */
const manyWaiting = 24
/** Connections that one batch may take for what can't be said together. */
const aloneAtOnce = 3

/**
 * The one door by which messages enter the database. While a transaction is in flight the next messages gather; plain
 * words then commit together, locked in one order, each with an answer of its own.
 */
export class Sends extends Context.Service<Sends, {
  /** Answers after commit. A broken database is a defect, for this message only. */
  readonly send: (request: SendRequest) => Effect.Effect<SendResult>
}>()("api/conversations/Sends") {
  static readonly layer = Layer.effect(Sends, Effect.gen(function*() {
    const pool = yield* SqlClient
    const lines = yield* Lines
    const free = [...lines]
    const fork = Effect.runForkWith(yield* Effect.context<never>())
    const waiting: Array<Waiting> = []

    const alone = (sql: SqlClient) => ({ answer, request }: Waiting) =>
      sql<SendAnswer>`select * from send_one(${PgTypes.json(request)})`.withoutTransform.pipe(
        Effect.flatMap(([row]) => row === undefined ? Effect.die(new Error("send_one gave no answer")) : Effect.succeed(resultOf(row, request))),
        Effect.orDie,
        Effect.exit,
        Effect.flatMap((exit) => Deferred.done(answer, exit))
      )

    /** Gives what is left to be sent alone. */
    const together = (sql: SqlClient, batch: ReadonlyArray<Waiting>) =>
      sql<SendAnswer>`select * from send_plain(${PgTypes.json(plainBatch(batch.map(({ request }) => request)))})`.withoutTransform.pipe(
        Effect.map((rows) => {
          const results = resultsOf(rows, batch.map(({ request }) => request))
          return batch.filter(({ answer }, n) => {
            const result = results.get(n)
            if (result !== undefined) Deferred.doneUnsafe(answer, Effect.succeed(result))
            return result === undefined
          })
        }),
        // One of them broke the transaction for all: each alone finds out which.
        Effect.orElseSucceed(() => batch)
      )

    const run = (line: SqlClient, batch: ReadonlyArray<Waiting>) =>
      batch.length === 1
        ? Effect.forEach(batch, alone(line), { discard: true })
        : Effect.flatMap(together(line, batch), (left) => Effect.forEach(left, alone(pool), { concurrency: aloneAtOnce, discard: true }))

    /** One transaction at a time keeps the disk busy and lets the others gather; a second one only when many wait. */
    const pump = () => {
      while (waiting.length > 0 && (free.length === lines.length || waiting.length >= manyWaiting)) {
        const line = free.pop()
        if (line === undefined) return
        fork(Effect.ensuring(run(line, waiting.splice(0, batchAtMost)), Effect.sync(() => {
          free.push(line)
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
