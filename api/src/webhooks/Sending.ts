import * as Cause from "effect/Cause"
import * as Clock from "effect/Clock"
import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as FiberSet from "effect/FiberSet"
import * as Layer from "effect/Layer"
import * as Queue from "effect/Queue"
import type { Lock } from "@cossistant/core/inbox/InboxConversation"
import { Entitlements } from "../billing/Entitlements.ts"
import { WireItems } from "../conversations/WireItems.ts"
import { Jobs } from "../jobs/Jobs.ts"
import { Outgoing } from "../outgoing/Outgoing.ts"
import { sendLetter } from "./sendLetter.ts"
import { type Claimed, SendingRepo } from "./SendingRepo.ts"
import { webhookBody } from "./webhookBody.ts"
import { webhookSecrets } from "./webhookSecrets.ts"
import { WebhookTimes } from "./WebhookTimes.ts"

/** Sent at once by this node, and to one endpoint. */
const hands = 16
const handsOfEndpoint = 4
/** Changes read at once of one site. */
const relayed = 200
const swept = 1_000

/**
 * Webhooks on their way. The relay reads what changed by change stamp, of watched sites only, and writes events and
 * deliveries in the transaction that moves its mark: each change once. The sender takes what is due: of one conversation
 * the oldest first, the next when that is settled, with growing pauses and an end.
 */
export class Sending extends Context.Service<Sending, {
  /** There is something new to look at. */
  readonly wake: Effect.Effect<void>
}>()("api/webhooks/Sending") {
  static readonly layer = Layer.effect(Sending, Effect.suspend(() => make)).pipe(Layer.provide(SendingRepo.layer))
}

const make = Effect.gen(function*() {
  const repo = yield* SendingRepo
  const jobs = yield* Jobs
  const outgoing = yield* Outgoing
  const secrets = yield* webhookSecrets
  const times = yield* WebhookTimes
  const wire = yield* WireItems
  const entitlements = yield* Entitlements
  const bell = yield* Queue.sliding<void>(1)
  const running = yield* FiberSet.make()
  const wake = Effect.asVoid(Queue.offer(bell, undefined))

  const pauseAfter = (attempts: number) => {
    const pause = times.pauses[attempts - 1]
    return pause === undefined ? null : pause * (0.8 + Math.random() * 0.4)
  }
  const send = Effect.fnUntraced(function*(claimed: Claimed, locks: Effect.Effect<ReadonlyMap<string, Lock>>) {
    const letter = yield* repo.letter(claimed)
    if (letter === undefined) return
    const { occurredAt, payload, type, url } = letter
    const done = yield* sendLetter({
      url,
      eventId: claimed.eventId,
      body: webhookBody({ type, timestamp: occurredAt, payload }, wire, (yield* locks).get(claimed.subject)),
      secrets: letter.secrets.map((secret) => secrets.open(claimed.endpointId, secret)),
      timeoutMs: times.timeout
    }).pipe(Effect.provideService(Outgoing, outgoing))
    const { status } = done
    yield* repo.settle(claimed, done, status !== null && status >= 200 && status < 300 ? "delivered"
      : status === 410 ? "gone"
      : { nextMs: pauseAfter(claimed.attempts) })
  })
  const locksOf = (claimed: ReadonlyArray<Claimed>) => Effect.suspend(() => {
    const [site] = claimed
    return site === undefined ? Effect.succeed(new Map<string, Lock>()) : entitlements.locked(site, claimed.map(({ subject }) => subject))
  })
  const perform = (claimed: Claimed, locks: Effect.Effect<ReadonlyMap<string, Lock>>) => send(claimed, locks).pipe(
    Effect.onInterrupt(() => repo.release(claimed)),
    Effect.catchCause((cause) => Cause.hasInterruptsOnly(cause)
      ? Effect.void
      // Its lease ends, and it is taken again.
      : Effect.annotateLogs(Effect.logError("A webhook could not be sent", cause), { delivery: claimed.id })),
    Effect.ensuring(wake)
  )

  const relay = Effect.gen(function*() {
    for (const website of yield* repo.sites) {
      yield* Effect.repeat(repo.relay(website, relayed), { until: (more) => !more })
    }
  })
  const look = Effect.gen(function*() {
    yield* relay
    const free = hands - (yield* FiberSet.size(running))
    // Taken and begun in one step: a node that stops gives back what it took, and doesn't leave it to its lease.
    const taken = yield* Effect.uninterruptible(Effect.gen(function*() {
      const claimed = free > 0 ? yield* repo.claim(free, handsOfEndpoint, times.lease) : []
      for (const ofSite of Map.groupBy(claimed, ({ websiteId }) => websiteId).values()) {
        // What the plan locks is read once for all that was taken of a site.
        const locks = yield* Effect.cached(locksOf(ofSite))
        for (const one of ofSite) yield* FiberSet.run(running, perform(one, locks))
      }
      return claimed.length
    }))
    if (taken < free || free === 0) yield* Effect.timeoutOption(Queue.take(bell), times.pause)
  })
  yield* Effect.timeoutOption(Queue.take(bell), times.pause).pipe(
    Effect.andThen(look.pipe(
      Effect.catchCause((cause) => Effect.andThen(Effect.logError("Webhooks can't be read", cause), Effect.sleep(times.pause))),
      Effect.forever
    )),
    Effect.forkScoped
  )
  const sweep = Effect.flatMap(Clock.currentTimeMillis, (now) => repo.sweep(new Date(now - times.kept), swept))
  yield* jobs.every("webhooks.forget", "1 day", Effect.repeat(sweep, { until: (done) => done === 0 }))

  return Sending.of({ wake })
})
