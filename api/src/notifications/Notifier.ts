import { OrganizationId, WebsiteId } from "@cossistant/core/websites/Website"
import * as Cause from "effect/Cause"
import * as Clock from "effect/Clock"
import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Schedule from "effect/Schedule"
import { Entitlements } from "../billing/Entitlements.ts"
import { Ids } from "../ids/Ids.ts"
import { Presence } from "../live/Presence.ts"
import { Letters } from "../mail/Letters.ts"
import type { PlainLetter } from "../mail/Mailer.ts"
import { type Decision, decide, type Notice } from "./decide.ts"
import { Envelopes } from "./Envelopes.ts"
import { digestLetter, type Escalation, escalationLetter, mentionLetter, newMessageLetter } from "./memberLetters.ts"
import type { NoticeFacts, NoticeMember } from "./NoticeFacts.ts"
import { NoticeRepo, type QueuedLetter, type Watch } from "./NoticeRepo.ts"
import { NoticeTimes } from "./NoticeTimes.ts"
import { Push } from "./Push.ts"
import { pushMessage } from "./pushMessage.ts"
import { wishOf } from "./channels.ts"
import { visitorLetter } from "./visitorLetter.ts"

/** Conversations one node looks at in one go. */
const atOnce = 50
/** Letters about one conversation that are drawn and queued in one go. */
const lettersAtOnce = 50
/** So many looks a conversation that keeps moving rests after one. */
const looksAtRest = 5
/** Before a letter that could not be written is tried again (ms). */
const rest = 60_000
/** From so many conversations on a member gets one letter about all of them. */
const manyConversations = 4
/** Letters to one reader within an hour, about one conversation and altogether. Then none goes out for an hour. */
const limits = { perConversation: 10, perRecipient: 60 }

interface Looked {
  readonly watch: Watch
  readonly facts: NoticeFacts
  readonly decision: Decision
  /** Whether the plan keeps what was said from the team. */
  readonly isLocked: boolean
}

/** An assistant's wish for a person. `id` makes it one event, however often it is told. */
export interface Escalated extends Escalation {
  readonly id: string
  readonly websiteId: string
  readonly conversationId: string
}

/**
 * Tells people what they haven't read. What is due is derived from what is unread, at intervals, so that a message itself
 * costs nothing; each reader hears of each message once, whichever node looks.
 */
export class Notifier extends Context.Service<Notifier, {
  /** Looks at everything that is due now. */
  readonly look: Effect.Effect<void>
  /** Tells the team at once that an assistant hands a conversation over: whoever wants letters, and every device. */
  readonly escalated: (about: Escalated) => Effect.Effect<void>
}>()("api/notifications/Notifier") {
  static readonly layer = Layer.effect(Notifier, Effect.suspend(() => make)).pipe(Layer.provide([NoticeRepo.layer, Envelopes.layer]))
}

const make = Effect.gen(function*() {
  const repo = yield* NoticeRepo
  const envelopes = yield* Envelopes
  const letters = yield* Letters
  const push = yield* Push
  const presence = yield* Presence
  const ids = yield* Ids
  const times = yield* NoticeTimes
  const entitlements = yield* Entitlements

  const isOnline = ({ visitor, website }: NoticeFacts) => presence.isOnline(WebsiteId.make(website.id), visitor.id)
  const siteOf = ({ website }: NoticeFacts) => ({ websiteId: WebsiteId.make(website.id), organizationId: OrganizationId.make(website.organizationId) })
  const memberOf = (facts: NoticeFacts, userId: string) => facts.members.find((member) => member.userId === userId)
  const markOf = ({ messages, reader, toldSeq, way }: Notice) => ({ reader, way, from: toldSeq, to: messages.at(-1)?.seq ?? toldSeq })

  const look = Effect.fnUntraced(function*(watch: Watch, facts: NoticeFacts) {
    return { watch, facts, decision: decide(facts, yield* Clock.currentTimeMillis, facts.visitor.email !== null && (yield* isOnline(facts)), times) }
  })
  /** With what the plan locks, asked once of each site and only where somebody of its team is told. */
  const withLocks = Effect.fnUntraced(function*(looked: ReadonlyArray<Omit<Looked, "isLocked">>) {
    const telling = looked.filter(({ decision }) => decision.due.some(({ reader }) => reader !== "visitor"))
    const locked = new Set<string>()
    for (const of of Map.groupBy(telling, ({ watch }) => watch.websiteId).values()) {
      const [first] = of
      if (first === undefined) continue
      const site = siteOf(first.facts)
      for (const id of (yield* entitlements.locked(site, of.map(({ watch }) => watch.conversationId))).keys()) locked.add(`${site.websiteId} ${id}`)
    }
    return looked.map((one): Looked => ({ ...one, isLocked: locked.has(`${one.watch.websiteId} ${one.watch.conversationId}`) }))
  })

  const write = Effect.fnUntraced(function*({ facts, isLocked, watch }: Looked, notice: Notice, letterId: string) {
    if (notice.reader === "visitor") {
      const envelope = yield* envelopes.address({ ...watch, letterId, facts, reader: { type: "visitor", id: facts.visitor.id, email: facts.visitor.email ?? "" } })
      return yield* visitorLetter(facts, notice, envelope)
    }
    const member = memberOf(facts, notice.reader)
    if (member === undefined) return undefined
    const envelope = yield* envelopes.address({ ...watch, letterId, facts, reader: { type: "member", id: member.userId, email: member.email } })
    const about = { facts, member, envelope, isLocked, url: envelopes.inboxUrl(facts.website.slug, watch.conversationId) }
    return yield* notice.way === "mention" ? mentionLetter(about, notice) : newMessageLetter(about, notice)
  })
  /** One letter about one conversation, ready to be queued. */
  const draw = Effect.fnUntraced(function*(looked: Looked, notice: Notice) {
    const { facts, watch: { conversationId, websiteId } } = looked
    const address = notice.reader === "visitor" ? facts.visitor.email : memberOf(facts, notice.reader)?.email
    const [first, last] = [notice.messages[0], notice.messages.at(-1)]
    if (!address || first === undefined || last === undefined) return undefined
    const id = yield* ids.next
    const letter = yield* write(looked, notice, id)
    if (letter === undefined) return undefined
    const messages = { conversationId, firstSeq: first.seq, lastSeq: last.seq, reader: notice.reader }
    const queued: QueuedLetter = { id, ...markOf(notice), ...letters.seal(letter, { event: `${letter.kind}:${conversationId}:${last.seq}`, websiteId, messages }) }
    return queued
  })
  /** All letters about one conversation, in one statement; when to look again (ms since 1970), where too many went to a reader. */
  const tellByLetter = Effect.fnUntraced(function*(looked: Looked, notices: ReadonlyArray<Notice>) {
    let again: number | null = null
    for (let at = 0; at < notices.length; at += lettersAtOnce) {
      const drawn = (yield* Effect.forEach(notices.slice(at, at + lettersAtOnce), (notice) => draw(looked, notice))).filter((letter) => letter !== undefined)
      if (drawn.length === 0) continue
      for (const { closedUntil } of yield* repo.post(looked.watch, limits, drawn)) {
        if (closedUntil === null) continue
        again = Math.min(again ?? closedUntil.getTime(), closedUntil.getTime())
        yield* Effect.annotateLogs(Effect.logWarning("Too many letters to one reader: none for an hour"), { websiteId: looked.watch.websiteId, conversation: looked.watch.conversationId })
      }
      yield* letters.wake
    }
    return again
  })
  // A plain letter asks for nothing a provider could lack.
  const post = (letter: PlainLetter, about: Parameters<typeof letters.post>[1]) => Effect.orDie(letters.post(letter, about))

  const tellByPush = Effect.fnUntraced(function*({ facts, isLocked, watch }: Looked, notice: Notice) {
    if (!(yield* repo.within(watch.websiteId, repo.mark(watch, markOf(notice))))) return
    const message = pushMessage(facts, watch.conversationId, notice.messages, { isLocked, logoUrl: envelopes.logoUrl(facts) })
    yield* push.send({ websiteId: watch.websiteId, userId: notice.reader }, message)
  })

  /** One letter about many conversations; as above. */
  const tellDigest = Effect.fnUntraced(function*(member: NoticeMember, of: ReadonlyArray<{ readonly looked: Looked; readonly notice: Notice }>) {
    const [first] = of
    if (first === undefined) return null
    const { watch: { conversationId, websiteId }, facts } = first.looked
    const letterId = yield* ids.next
    const abouts = yield* Effect.forEach(of, ({ looked, notice }) => Effect.map(
      envelopes.address({ ...looked.watch, letterId, facts: looked.facts, reader: { type: "member", id: member.userId, email: member.email } }),
      // An answer to a letter about many would go to one of them.
      (envelope) => ({ facts: looked.facts, isLocked: looked.isLocked, member, notice, envelope: { ...envelope, replyTo: null, references: [] }, url: envelopes.inboxUrl(facts.website.slug, looked.watch.conversationId) })
    ))
    const letter = yield* digestLetter(abouts, envelopes.inboxUrl(facts.website.slug, null))
    if (letter === undefined) return null
    return yield* repo.within(websiteId, Effect.gen(function*() {
      const until = yield* repo.breaker({ websiteId, conversationId }, member.email, limits)
      if (until !== null) return until.getTime()
      const mine = yield* Effect.filter(of, ({ looked, notice }) => repo.mark(looked.watch, markOf(notice)))
      if (mine.length > 0) yield* post(letter, { letterId, event: `digest:${letterId}`, websiteId, reader: member.userId })
      return null
    }))
  })

  const pass = Effect.fnUntraced(function*(isFirst: boolean) {
    yield* repo.noteMoved(times.look * looksAtRest, { late: isFirst })
    const watches = yield* repo.claim(atOnce)
    if (watches.length === 0) return false
    const facts = yield* repo.facts(watches)
    const there = watches.flatMap((watch, n) => facts[n] === undefined ? [] : [look(watch, facts[n])])
    const looked = yield* withLocks(yield* Effect.all(there))
    const mails = looked.flatMap((one) => one.decision.due.filter(({ reader, way }) => way === "email" && reader !== "visitor").map((notice) => ({ looked: one, notice })))
    const digested = new Map<Notice, number | null>()
    for (const of of Map.groupBy(mails, ({ looked, notice }) => `${looked.watch.websiteId} ${notice.reader}`).values()) {
      const [first] = of
      const member = first === undefined ? undefined : memberOf(first.looked.facts, first.notice.reader)
      if (of.length < manyConversations || member === undefined) continue
      const again = yield* tellDigest(member, of).pipe(
        // Everybody else is told; these are looked at again.
        Effect.catchCause((cause) => Cause.hasInterruptsOnly(cause) ? Effect.failCause(cause) : Effect.andThen(
          Effect.annotateLogs(Effect.logError("Somebody could not be told of many conversations", cause), { websiteId: first?.looked.watch.websiteId }),
          Effect.map(Clock.currentTimeMillis, (now) => now + rest)
        ))
      )
      for (const { notice } of of) digested.set(notice, again)
    }
    const told = yield* Effect.forEach(looked, (one) => Effect.gen(function*() {
      let { nextAt } = one.decision
      const again = [
        yield* tellByLetter(one, one.decision.due.filter((notice) => notice.way !== "push" && !digested.has(notice))),
        ...one.decision.due.map((notice) => digested.get(notice) ?? null)
      ]
      for (const at of again) if (at !== null) nextAt = Math.min(nextAt ?? at, at)
      yield* Effect.forEach(one.decision.due.filter(({ way }) => way === "push"), (notice) => tellByPush(one, notice), { discard: true })
      return [{ watch: one.watch, nextAt }]
    }).pipe(
      // It is looked at again when nobody holds it any more.
      Effect.catchCause((cause) => Effect.as(
        Effect.annotateLogs(Effect.logError("Somebody could not be told of a message", cause), { conversation: one.watch.conversationId }),
        []
      ))
    ), { concurrency: 2 })
    const finished = Map.groupBy(told.flat(), ({ watch }) => watch.websiteId)
    yield* Effect.forEach(finished, ([websiteId, of]) => repo.finish(websiteId, of), { discard: true })
    return watches.length === atOnce
  })
  const lookOn = (isFirst: boolean): Effect.Effect<void> => Effect.flatMap(pass(isFirst), (more) => more ? lookOn(false) : Effect.void)
  const lookNow = lookOn(true)

  yield* lookNow.pipe(
    Effect.catchCause((cause) => Effect.logError("What is unread can't be read", cause)),
    Effect.repeat(Schedule.jittered(Schedule.spaced(times.look))),
    Effect.delay(times.look),
    Effect.forkScoped
  )

  return Notifier.of({
    look: lookNow,
    escalated: Effect.fn("Notifier.escalated")(function*({ conversationId, id, websiteId, ...escalation }) {
      const [facts] = yield* repo.facts([{ websiteId, conversationId }])
      if (facts === undefined) return
      const isLocked = (yield* entitlements.locked(siteOf(facts), [conversationId])).has(conversationId)
      const team = facts.assigneeIds.length === 0 ? facts.members : facts.members.filter(({ userId }) => facts.assigneeIds.includes(userId))
      yield* Effect.forEach(team, (member) => Effect.gen(function*() {
        if (wishOf(member.settings, "browser_push_new_message").enabled && member.devices > 0) {
          yield* push.send({ websiteId, userId: member.userId }, {
            ...pushMessage(facts, conversationId, [], { isLocked, logoUrl: envelopes.logoUrl(facts) }), ...(isLocked ? {} : { body: escalation.reason.slice(0, 100) })
          })
        }
        if (!wishOf(member.settings, "email_new_message").enabled) return
        const letterId = yield* ids.next
        const envelope = yield* envelopes.address({ websiteId, conversationId, letterId, facts, reader: { type: "member", id: member.userId, email: member.email } })
        const letter = yield* escalationLetter({ facts, member, envelope, isLocked, url: envelopes.inboxUrl(facts.website.slug, conversationId) }, escalation)
        yield* repo.within(websiteId, post(letter, { letterId, event: `escalation:${conversationId}:${id}`, websiteId, reader: member.userId }))
      }), { discard: true })
    })
  })
})
