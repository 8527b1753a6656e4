import { WebsiteId } from "@cossistant/core/websites/Website"
import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as FiberSet from "effect/FiberSet"
import * as Layer from "effect/Layer"
import * as Queue from "effect/Queue"
import * as Redacted from "effect/Redacted"
import { SqlClient } from "effect/sql/SqlClient"
import { Ids } from "../ids/Ids.ts"
import { Live } from "../live/Live.ts"
import { Stopping } from "../realtime/Stopping.ts"
import { Settings } from "../settings/Settings.ts"
import { makeLetterBox } from "./letterBox.ts"
import { gathered } from "./gathered.ts"
import { type ClaimedLetter, columnsOf, LetterRepo, type LetterLine, type Settlement } from "./LetterRepo.ts"
import { LetterTimes } from "./LetterTimes.ts"
import { type Accepted, checkOffered, type Letter, Mailer, MailRejected, type PlainLetter, type Unsupported } from "./Mailer.ts"
import { SuppressionRepo } from "./SuppressionRepo.ts"

/** Sent at once; the rest of the queue waits for a free hand. */
const hands = 8
/** How long the queue isn't looked at while less than half of the hands are free: it is asked for several letters at once (ms). */
const breath = 20
const maxAttempts = 6

/** What a letter is about. */
export interface LetterAbout {
  /** As `invitation:<id>`: the same person hears of it once. */
  readonly event: string
  /** Null for what concerns an account rather than a site. */
  readonly websiteId: string | null
  /** The letter's own name, where it had to be known before; made otherwise. */
  readonly letterId?: string
  /** Who it is for, where it speaks of no messages: a member's user id. */
  readonly reader?: string
  /** The messages it speaks of, and whose reading calls it off while it waits. */
  readonly messages?: {
    readonly conversationId: string
    readonly firstSeq: number
    readonly lastSeq: number
    /** `visitor`, or a member's user id. */
    readonly reader: string
  }
}

/** It wasn't taken, the mailbox sent it back, or its address gets no letters here. */
export type AccountLetterFailure = "failed" | "bounced" | "suppressed"

/** A letter as it waits on the ledger: its line, as `open_letter` reads it, and its words under lock. */
export interface SealedLetter {
  readonly recipient: string
  readonly line: ReturnType<typeof columnsOf>
  readonly sealed: Uint8Array
}

/**
 * Sends each letter once and keeps account of it: who was written to because of what, and what became of it. Addresses that
 * are suppressed get none.
 */
export class Letters extends Context.Service<Letters, {
  /** Sends now, once, and says what came of it: nobody tries again. One that failed may be sent again by the caller. */
  readonly send: (letter: PlainLetter, about: LetterAbout) => Effect.Effect<void, MailRejected>
  /** Sends soon, in the background, trying again where that helps. Joins the transaction at hand: no commit, no letter. */
  readonly post: (letter: Letter, about: LetterAbout) => Effect.Effect<{ readonly letterId: string } | null, Unsupported>
  /** As `post`, for whoever writes the ledger's lines of many letters at once, with `open_letter`; `wake` when they are committed. */
  readonly seal: (letter: PlainLetter, about: LetterAbout) => SealedLetter
  /** Why a letter about an account isn't going to arrive; null while it may, or when it did. */
  readonly failureOf: (letterId: string) => Effect.Effect<AccountLetterFailure | null>
  /** Has the queue looked at now. */
  readonly wake: Effect.Effect<void>
}>()("api/mail/Letters") {
  static readonly layer = Layer.effect(Letters, Effect.suspend(() => make)).pipe(Layer.provide([LetterRepo.layer, SuppressionRepo.layer]))
}

const make = Effect.gen(function*() {
  const repo = yield* LetterRepo
  const suppressions = yield* SuppressionRepo
  const mailer = yield* Mailer
  const live = yield* Live
  const sql = yield* SqlClient
  const ids = yield* Ids
  const times = yield* LetterTimes
  const { secrets } = yield* Settings
  const box = makeLetterBox(Redacted.value(secrets.encryption))
  const queue = yield* Queue.sliding<void>(1)
  const running = yield* FiberSet.make()
  // Before what is below, so that it still settles while the last letters leave.
  const settleOne = yield* gathered((settlements: ReadonlyArray<Settlement>) => repo.settle(mailer.provider, settlements))
  const { isBegun: isStopping, within } = yield* Stopping
  yield* Effect.addFinalizer(() => Effect.suspend(() => Effect.timeoutOption(FiberSet.awaitEmpty(running), within("work", times.drain))))
  const wake = Effect.asVoid(Queue.offer(queue, undefined))

  const lineOf = ({ kind, messageId, sender, to }: Letter, { event, messages, reader, websiteId }: LetterAbout): LetterLine => ({
    websiteId,
    recipient: to.toLowerCase(),
    event,
    kind,
    isMarketing: sender === "marketing",
    conversationId: messages?.conversationId ?? null,
    firstSeq: messages?.firstSeq ?? null,
    lastSeq: messages?.lastSeq ?? null,
    reader: messages?.reader ?? reader ?? null,
    messageId: messageId ?? null
  })
  /** Every try of a round goes by the same key; a letter that somebody asks for again by another, which sends it again. */
  const deliver = (letter: Letter, { id, round }: Pick<ClaimedLetter, "id" | "round">): Effect.Effect<Accepted, MailRejected> => mailer.send(letter, round === 0 ? id : `${id}/${round}`).pipe(
    Effect.timeoutOrElse({ duration: times.answer, orElse: () => new MailRejected({ reason: noAnswer, retryable: true, isUnsure: true }) })
  )
  const settle = Effect.fnUntraced(function*(websiteId: string | null, settlement: Settlement) {
    const delivery = yield* settleOne(settlement)
    if (websiteId !== null && delivery?.conversationId) yield* live.tell(WebsiteId.make(websiteId), { _tag: "DeliveryChanged", delivery })
  })
  /** Whether the same letter may be sent once more without the chance that it arrives twice. */
  const mayRepeat = ({ isUnsure, retryable }: MailRejected) => retryable && (!isUnsure || mailer.offers.repeats)

  const perform = Effect.fnUntraced(function*(claimed: ClaimedLetter) {
    const { attempts, id, isSuppressed, recipient, sealed, wasSending, websiteId } = claimed
    const done = (settlement: Omit<Settlement, "id">) => settle(websiteId, { id, ...settlement })
    if (isSuppressed !== null) return yield* done({ state: "suppressed", reason: suppressedReason(isSuppressed) })
    if (wasSending && !mailer.offers.repeats) return yield* done({ state: "failed", reason: stopped })
    const letter = sealed === null ? null : box.open(sealed, recipient)
    if (letter === null) return yield* done({ state: "failed", reason: unreadable })
    yield* deliver(letter, claimed).pipe(Effect.matchEffect({
      onSuccess: (accepted) => done({ state: "sent", reason: null, accepted }),
      onFailure: (rejected) => {
        const again = mayRepeat(rejected) && attempts < maxAttempts
        return Effect.andThen(
          Effect.annotateLogs(Effect.logWarning("A letter was not sent"), { letter: id, attempts, reason: rejected.reason }),
          again
            ? done({ state: "queued", reason: rejected.reason, pauseMs: times.pauseMs * 4 ** (attempts - 1) * (0.75 + Math.random() / 2) })
            : done({ state: "failed", reason: rejected.isUnsure && !mailer.offers.repeats ? `${rejected.reason} ${unsure}` : rejected.reason })
        )
      }
    }))
  })
  const halfFree: Effect.Effect<void> = Effect.flatMap(FiberSet.size(running), (busy) =>
    busy <= hands / 2 ? Effect.void : Effect.flatMap(Queue.take(queue), () => halfFree))
  const takeSome = Effect.gen(function*() {
    yield* Effect.timeoutOption(halfFree, breath)
    if (isStopping()) return yield* Effect.never
    const free = hands - (yield* FiberSet.size(running))
    const claimed = free > 0 ? yield* repo.claim(free, times.lease) : []
    for (const letter of claimed) {
      if (letter.isCalledOff) continue
      yield* FiberSet.run(running, perform(letter).pipe(
        Effect.catchCause((cause) => Effect.annotateLogs(Effect.logError("A letter could not be settled", cause), { letter: letter.id })),
        Effect.ensuring(wake)
      ))
    }
    if (claimed.length === 0) yield* Effect.timeoutOption(Queue.take(queue), times.look)
  })
  yield* Effect.timeoutOption(Queue.take(queue), times.look).pipe(
    Effect.andThen(takeSome.pipe(
      Effect.catchCause((cause) => Effect.andThen(Effect.logError("The letters can't be read", cause), Effect.sleep(times.look))),
      Effect.forever
    )),
    Effect.forkScoped
  )

  return Letters.of({
    wake,
    failureOf: (letterId) => Effect.map(repo.accountState(letterId), (state) =>
      state === "failed" || state === "bounced" || state === "suppressed" ? state : null),
    seal: (letter, about) => {
      const line = lineOf(letter, about)
      return { recipient: line.recipient, line: columnsOf(line), sealed: box.seal(letter, line.recipient) }
    },
    send: Effect.fn("Letters.send")(function*(letter, about) {
      const line = lineOf(letter, about)
      const suppressed = yield* suppressions.reasonFor(about.websiteId, letter.to)
      const opened = yield* repo.open(about.letterId ?? (yield* ids.next), line, box.seal(letter, line.recipient), times.lease)
      if (opened === null) return
      const { id } = opened
      if (suppressed !== null) {
        const reason = suppressedReason(suppressed)
        yield* settle(about.websiteId, { id, state: "suppressed", reason })
        return yield* new MailRejected({ reason, retryable: false, isUnsure: false })
      }
      const accepted = yield* deliver(letter, opened).pipe(Effect.tapError(({ reason }) => settle(about.websiteId, { id, state: "failed", reason })))
      yield* settle(about.websiteId, { id, state: "sent", reason: null, accepted })
    }),
    post: Effect.fn("Letters.post")(function*(letter, about) {
      yield* checkOffered(mailer, letter)
      const line = lineOf(letter, about)
      const opened = yield* repo.open(about.letterId ?? (yield* ids.next), line, box.seal(letter, line.recipient), null)
      yield* sql.afterCommit(wake)
      return opened === null ? null : { letterId: opened.id }
    })
  })
})

const noAnswer = "The mail provider didn't answer in time."
const unsure = "The letter may have arrived, so it isn't sent again by itself."
const stopped = `The server stopped while the letter was being sent. ${unsure}`
const unreadable = "What the letter said can't be read any more: was ENCRYPTION_KEY changed?"
const suppressedReason = (why: string) => ({
  bounced: "This address doesn't take mail: an earlier letter bounced.",
  complained: "Its reader marked an earlier letter as spam.",
  failed_repeatedly: "The last three letters to this address failed.",
  unsubscribed: "Its reader asked for no more letters.",
  manual: "An owner wants no letters sent there."
}[why] ?? "This address gets no letters.")
