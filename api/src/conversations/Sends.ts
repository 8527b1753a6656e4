import * as Context from "effect/Context"
import * as Deferred from "effect/Deferred"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import { SqlClient } from "effect/sql/SqlClient"
import * as PgTypes from "@effect/sql-pg/PgTypes"
import { Lines } from "../sql/Lines.ts"
import { isPlain, plainBatch } from "./plainBatch.ts"
import { resultOf, resultsOf, type SendAnswer } from "./sendAnswers.ts"
import type { SendRequest, SendResult } from "./SendRequest.ts"

const batchAtMost = 64
/** From here on a second connection is worth splitting what gathers. */
const manyWaiting = 24
/** Connections that one batch may take for what isn't plain. */
const othersAtOnce = 3

/**
 * The one door by which messages enter the database. While a transaction is in flight the next messages gather; plain
 * words then commit together, locked in one order, each with an answer of its own. The rest follows one by one.
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

    const any = (sql: SqlClient) => ({ answer, request }: Waiting) =>
      sql<SendAnswer>`select * from send_any(${PgTypes.json(request)})`.withoutTransform.pipe(
        Effect.flatMap(([row]) => row === undefined ? Effect.die(new Error("send_any gave no answer")) : Effect.succeed(resultOf(row))),
        Effect.orDie,
        Effect.exit,
        Effect.flatMap((exit) => Deferred.done(answer, exit))
      )

    const plain = (sql: SqlClient, batch: ReadonlyArray<SendRequest>) => {
      const [first] = batch
      if (batch.length > 1 || first === undefined) {
        return sql<SendAnswer>`select * from send_plain_batch(${PgTypes.json(plainBatch(batch))})`.withoutTransform
      }
      const { body, conversation, data, hash, id, visitor, website } = first
      return isPlain(first)
        ? sql<SendAnswer>`select * from send_plain(
            ${website}, ${data}, ${conversation}, ${id}, ${visitor}, ${body}, ${hash})`.withoutTransform
        : Effect.succeed([])
    }

    const run = (line: SqlClient, batch: ReadonlyArray<Waiting>) =>
      plain(line, batch.map(({ request }) => request)).pipe(
        // A message broke the transaction for all, whatever it was: each by itself finds out which, and nobody waits for ever.
        Effect.catchCause(() => Effect.succeed([])),
        Effect.flatMap((rows) => {
          const results = resultsOf(rows, batch.map(({ request }) => request))
          const left = batch.filter(({ answer }, n) => {
            const result = results.get(n)
            if (result !== undefined) Deferred.doneUnsafe(answer, Effect.succeed(result))
            return result === undefined
          })
          return Effect.forEach(left, any(left.length === 1 ? line : pool), { concurrency: othersAtOnce, discard: true })
        })
      )

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
