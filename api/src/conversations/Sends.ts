import * as Context from "effect/Context"
import * as Deferred from "effect/Deferred"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as Layer from "effect/Layer"
import { SqlClient } from "effect/sql/SqlClient"
import type { SqlError } from "effect/sql/SqlError"
import * as PgTypes from "@effect/sql-pg/PgTypes"
import { Lines } from "../sql/Lines.ts"
import { type Known, KnownConversations, withId } from "./KnownConversations.ts"
import { inLockOrder, isPlain, plainBatch } from "./plainBatch.ts"
import { type PlainAnswer, plainSent, resultOf, type SendAnswer } from "./sendAnswers.ts"
import type { SendRequest, SendResult } from "./SendRequest.ts"
import { Turns } from "./Turns.ts"

const batchAtMost = 64
/** From here on a second connection is worth splitting what gathers. */
const manyWaiting = 24
/** Whole texts, so that they needn't be put together from their pieces each time. */
const sendOne = "select * from send_plain($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)"
const sendMany = "select * from send_plain_batch($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)"
const sendAny = "select * from send_any($1)"
/** Connections that one batch may take for what isn't plain. */
const othersAtOnce = 3

/**
 * The one door by which messages enter the database. While a transaction is in flight the next messages gather; plain
 * words then commit together, locked in one order, each with an answer of its own. The rest follows one by one.
 */
export class Sends extends Context.Service<Sends, {
  /** Answers after commit. A broken database is a defect, for this message only. */
  readonly send: (request: SendRequest) => Effect.Effect<SendResult>
  /** The same without waiting: `done` runs after commit, in a fiber of its own. */
  readonly post: (request: SendRequest, done: (exit: Exit.Exit<SendResult>) => Effect.Effect<void>) => void
  /** Who says and writes something just now; whoever sends and tells a message takes its turn. */
  readonly turns: Turns
}>()("api/conversations/Sends") {
  static readonly layer = Layer.effect(Sends, Effect.gen(function*() {
    const sql = yield* SqlClient
    const lines = (yield* Lines).map((line): Ask => <Row extends object>(text: string, values: ReadonlyArray<unknown>) =>
      // What columns a function of ours answers with stands in its own definition.
      line.use((connection) => Effect.map(connection.query(text, values), ({ rows }) => rows as ReadonlyArray<Row>)))
    const pool: Ask = <Row extends object>(text: string, values: ReadonlyArray<unknown>) => sql.unsafe<Row>(text, values).withoutTransform
    const free = [...lines]
    const fork = Effect.runForkWith(yield* Effect.context<never>())
    const conversations = new KnownConversations()
    let waiting: Array<Waiting> = []

    /** Plain words that were no common case: whoever says them again mustn't find them forgotten. */
    const remember = (request: SendRequest, result: SendResult) => {
      if (!isPlain(request) || result.outcome !== "sent" && result.outcome !== "repeat") return
      const { conversation, id, website } = request
      const known = conversations.get(website, conversation)
      const lastIds = withId(known, id)
      if (known !== undefined) conversations.set(website, conversation, { ...known, lastIds })
      // No version of its people is known yet, so that the next message is told all of it.
      else if (result.outcome === "sent") {
        conversations.set(website, conversation, { inbox: result.inbox, version: result.inbox.version, visitorVersion: null, contactVersion: null, lastIds })
      }
    }

    const any = (ask: Ask) => ({ done, request }: Waiting) =>
      ask<SendAnswer>(sendAny, [PgTypes.json(request)]).pipe(
        Effect.flatMap(([row]) => row === undefined ? Effect.die(new Error("send_any gave no answer")) : Effect.succeed(resultOf(row))),
        Effect.tap((result) => Effect.sync(() => remember(request, result))),
        Effect.orDie,
        Effect.exit,
        Effect.map((exit) => void fork(done(exit)))
      )

    const plain = (ask: Ask, batch: ReadonlyArray<Waiting>) => {
      const [first] = batch
      if (first === undefined) return Effect.succeed([])
      if (batch.length === 1) {
        const { known, request: { body, conversation, data, hash, id, visitor, website } } = first
        return ask<PlainAnswer>(sendOne, [website, data, conversation, id, visitor, body, hash,
          PgTypes.int4(known?.version ?? null), PgTypes.int4(known?.visitorVersion ?? null), PgTypes.int4(known?.contactVersion ?? null)])
      }
      return ask<PlainAnswer>(sendMany, plainBatch(batch))
    }

    const answer = (rows: ReadonlyArray<PlainAnswer>, batch: ReadonlyArray<Waiting>) => {
      for (const row of rows) {
        const one = row.n === null ? undefined : batch[row.n]
        const told = one && plainSent(one.request, one.known, row)
        if (one === undefined || told === undefined) continue
        conversations.set(one.request.website, one.request.conversation, told.known)
        one.isAnswered = true
        fork(one.done(Exit.succeed(told.sent)))
      }
    }

    /**
     * Sends a batch. With few senders the line goes back before they are answered: the next batch is on its way meanwhile, and
     * they wouldn't have been in it. With many it would only be smaller for that.
     */
    const run = (line: Ask, batch: ReadonlyArray<Waiting>, release: () => void) => Effect.suspend(() => {
      for (const one of batch) one.known = conversations.get(one.request.website, one.request.conversation)
      const words = inLockOrder(batch.filter(({ known, request }) => isPlain(request) && known?.lastIds.includes(request.id) !== true))
      return plain(line, words).pipe(
        // A message broke the transaction for all, whatever it was: each by itself finds out which, and nobody waits for ever.
        Effect.catchCause(() => Effect.succeed([])),
        Effect.flatMap((rows) => {
          const areAllTaken = rows.length === batch.length && rows[0]?.n !== null
          if (areAllTaken && free.length === lines.length - 1 && waiting.length < manyWaiting) release()
          answer(rows, words)
          const left = batch.filter(({ isAnswered }) => !isAnswered)
          return left.length === 0 ? Effect.void : Effect.forEach(left, any(left.length === 1 ? line : pool), { concurrency: othersAtOnce, discard: true })
        })
      )
    })

    /** The next batch: of each conversation and each id only the first that waits. */
    const take = () => {
      const taken = new Set<string>()
      const batch: Array<Waiting> = []
      const later: Array<Waiting> = []
      for (const one of waiting) {
        const { conversation, id } = one.request
        if (batch.length === batchAtMost || taken.has(conversation) || taken.has(id)) later.push(one)
        else {
          taken.add(conversation).add(id)
          batch.push(one)
        }
      }
      waiting = later
      return batch
    }

    /** Gives a line back, once, to who waits. */
    const giveBack = (line: Ask) => {
      let isHeld = true
      return () => {
        if (!isHeld) return
        isHeld = false
        free.push(line)
        pump()
      }
    }

    /** One transaction at a time keeps the disk busy and lets the others gather; a second one only when many wait. */
    const pump = () => {
      while (waiting.length > 0 && (free.length === lines.length || waiting.length >= manyWaiting)) {
        const line = free.pop()
        if (line === undefined) return
        const release = giveBack(line)
        fork(Effect.ensuring(run(line, take(), release), Effect.sync(release)))
      }
    }

    const post = (request: SendRequest, done: Waiting["done"]) => {
      waiting.push({ request, done, known: undefined, isAnswered: false })
      pump()
    }

    return Sends.of({
      post,
      turns: new Turns(),
      send: (request) => Effect.suspend(() => {
        const answer = Deferred.makeUnsafe<SendResult>()
        post(request, (exit) => Deferred.done(answer, exit))
        return Deferred.await(answer)
      })
    })
  }))
}

/** Asks the database: the text of a statement, and what stands for its $1, $2 and so on. */
type Ask = <Row extends object>(text: string, values: ReadonlyArray<unknown>) => Effect.Effect<ReadonlyArray<Row>, SqlError>

interface Waiting {
  readonly request: SendRequest
  readonly done: (exit: Exit.Exit<SendResult>) => Effect.Effect<void>
  known: Known | undefined
  isAnswered: boolean
}
