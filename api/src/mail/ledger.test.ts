import { WebsiteId } from "@cossistant/core/websites/Website"
import { assert, layer } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as Fiber from "effect/Fiber"
import * as Schedule from "effect/Schedule"
import { TestDatabase } from "../testing/TestDatabase.ts"
import { Deliveries, type ReportedState } from "./Deliveries.ts"
import { makeLetterBox } from "./letterBox.ts"
import { Letters } from "./Letters.ts"
import { type Letter, MailRejected } from "./Mailer.ts"
import { Suppressions } from "./Suppressions.ts"
import { letterWorld, mailerThat, siteId, told, withSite } from "./testing/letterWorld.ts"

const letter = (to: string): Letter => ({ to, subject: "Hello", html: "<p>secret words</p>", text: "secret words", kind: "new-message", messageId: `<${to}>` })
const taken = (key: string) => Effect.succeed({ providerMessageId: `p-${key}`, messageId: null })
const rejected = (about: Partial<MailRejected>) =>
  Effect.fail(new MailRejected({ reason: "not now", retryable: true, isUnsure: false, ...about }))

interface Row {
  readonly id: string
  readonly state: string
  readonly reason: string | null
  readonly attempts: number
  readonly sealed: Uint8Array | null
}
const rowTo = (to: string) => Effect.flatMap(TestDatabase, ({ admin }) => Effect.map(
  admin<Row>`select id, state, reason, attempts, sealed from letter where recipient = ${to}`, ([row]) => row))
const untilState = (to: string, ...states: ReadonlyArray<string>) => rowTo(to).pipe(
  Effect.flatMap((row) => row !== undefined && states.includes(row.state) ? Effect.succeed(row) : Effect.fail(row)),
  Effect.retry(Schedule.spaced(10)),
  Effect.timeout(8000)
)
const me = { userId: "u", sessionId: "s", websiteId: WebsiteId.make(siteId), organizationId: "o", role: "owner" } as never // Only whose site it is matters here.

/** What becomes of a letter is decided by its address here. */
const sends: Array<string> = []
const mailer = mailerThat(({ to }, key) => {
  sends.push(to)
  const tries = sends.filter((other) => other === to).length
  if (to.startsWith("slow")) return Effect.never
  if (to.startsWith("full")) return rejected({ retryable: false, reason: "mailbox unknown" })
  if (to.startsWith("busy") && tries < 3) return rejected({})
  if (to.startsWith("dead")) return rejected({})
  if (to.startsWith("again") && tries < 2) return rejected({ retryable: false })
  return taken(key)
})
const post = (to: string, about: { readonly event?: string; readonly websiteId?: string | null } = {}) =>
  Letters.use((letters) => letters.post(letter(to), {
    event: about.event ?? "hello",
    websiteId: about.websiteId === undefined ? siteId : about.websiteId,
    messages: { conversationId: "CO1", firstSeq: 2, lastSeq: 3, reader: "visitor" }
  }))

layer(letterWorld(mailer), { excludeTestServices: true, timeout: "60 seconds" })("A letter in the background", (it) => {
  it.effect("leaves once, and of its words nothing is kept", () => Effect.gen(function*() {
    yield* withSite
    yield* post("ok@a.test")
    yield* post("ok@a.test")
    const row = yield* untilState("ok@a.test", "sent")
    assert.isNull(row.sealed)
    assert.deepStrictEqual(sends.filter((to) => to === "ok@a.test"), ["ok@a.test"])
    const isTold = () => told.some((event) => event._tag === "DeliveryChanged" && event.delivery.recipient === "ok@a.test" && event.delivery.state === "sent")
    yield* Effect.suspend(() => isTold() ? Effect.void : Effect.fail("not told")).pipe(Effect.retry(Schedule.spaced(10)), Effect.timeout(5000))
  }))

  it.effect("waits sealed, and is tried again with pauses while that may help", () => Effect.gen(function*() {
    yield* post("busy@a.test")
    const { admin } = yield* TestDatabase
    const row = yield* untilState("busy@a.test", "sent")
    assert.strictEqual(row.attempts, 3)
    yield* post("dead@a.test")
    const given = yield* untilState("dead@a.test", "failed")
    assert.strictEqual(given.attempts, 6)
    assert.strictEqual(given.reason, "not now")
    const kept = yield* admin<{ sealed: Uint8Array }>`select sealed from letter where recipient = 'dead@a.test'`
    assert.notInclude(Buffer.from(kept[0]?.sealed ?? []).toString("latin1"), "secret words")
  }))

  it.effect("that was refused for good is failed with the reason, and sent when someone asks again (P20)", () => Effect.gen(function*() {
    yield* post("again@a.test")
    const { id } = yield* untilState("again@a.test", "failed")
    const deliveries = yield* Deliveries
    const [shown] = (yield* deliveries.ofConversation(me, "CO1")).deliveries.filter(({ recipient }) => recipient === "again@a.test")
    assert.deepInclude(shown, { id, state: "failed", reason: "not now", canRetry: true, reader: "visitor", firstSeq: 2, lastSeq: 3 })
    assert.include(["queued", "sending", "sent"], (yield* deliveries.retry(me, id)).state)
    yield* untilState("again@a.test", "sent")
    assert.strictEqual((yield* Effect.flip(deliveries.retry(me, id)))._tag, "CannotRetry")
    assert.strictEqual((yield* Effect.flip(deliveries.retry(me, "nothing")))._tag, "LetterNotFound")
  }))

  it.effect("that asks for what this way of sending can't do is refused before anything is queued", () => Effect.gen(function*() {
    const { admin } = yield* TestDatabase
    const asked = { event: "later", websiteId: siteId }
    for (const more of [{ scheduledAt: new Date(Date.now() + 60_000) }, { tags: { campaign: "spring" } }]) {
      const refused = yield* Effect.flip(Letters.use((letters) => letters.post({ ...letter("later@a.test"), ...more }, asked)))
      assert.deepInclude(refused, { _tag: "Unsupported", provider: "smtp" })
    }
    assert.lengthOf(yield* admin`select from letter where recipient = 'later@a.test'`, 0)
  }))

  it.effect("that nobody answered for may have arrived: it is shown as failed and not sent twice (P20)", () => Effect.gen(function*() {
    yield* post("slow@a.test")
    const { reason } = yield* untilState("slow@a.test", "failed")
    assert.include(reason ?? "", "may have arrived")
    yield* Effect.sleep(100)
    assert.strictEqual(sends.filter((to) => to === "slow@a.test").length, 1)
  }))

  it.effect("that was being sent when the server stopped is not sent twice either (P20)", () => Effect.gen(function*() {
    const { admin } = yield* TestDatabase
    yield* admin`insert into letter (id, website_id, recipient, event, kind, state, attempts, locked_until, sealed)
      values ('crashed', ${siteId}, 'crash@a.test', 'hello', 'new-message', 'sending', 1, now() - interval '1 second', '\\x01')`
    const { reason } = yield* untilState("crash@a.test", "failed")
    assert.include(reason ?? "", "The server stopped")
    assert.isFalse(sends.includes("crash@a.test"))
  }))

  it.effect("is called off when its messages were read before it left", () => Effect.gen(function*() {
    const { admin } = yield* TestDatabase
    yield* admin`update conversation set visitor_seen_seq = 3`
    yield* post("read@a.test")
    const { sealed } = yield* untilState("read@a.test", "cancelled")
    assert.isNull(sealed)
    assert.isFalse(sends.includes("read@a.test"))
    yield* admin`update conversation set visitor_seen_seq = 0`
  }))
})

layer(letterWorld(mailer), { excludeTestServices: true, timeout: "60 seconds" })("What became of a letter", (it) => {
  const report = (to: string, state: ReportedState, reason: string | null = null) => Effect.gen(function*() {
    const row = yield* rowTo(to)
    return yield* Deliveries.use((deliveries) => deliveries.record({ provider: "smtp", providerMessageId: `p-${row?.id}`, state, reason, at: new Date() }))
  })
  const sentTo = (to: string, event?: string) => Effect.andThen(post(to, { event: event ?? "hello" }), untilState(to, "sent"))

  it.effect("is what its provider tells, in whatever order and however often", () => Effect.gen(function*() {
    yield* withSite
    yield* sentTo("a@a.test")
    for (const state of ["delivered", "sent", "delayed", "delivered"] as const) yield* report("a@a.test", state, "later")
    assert.strictEqual((yield* rowTo("a@a.test"))?.state, "delivered")
    assert.deepInclude(yield* report("a@a.test", "complained", "spam"), { state: "complained", websiteId: siteId })
    for (const state of ["delivered", "bounced", "failed"] as const) yield* report("a@a.test", state)
    assert.strictEqual((yield* rowTo("a@a.test"))?.state, "complained")
  }))

  it.effect("is known even when it is told before the provider's own answer, and by Message-ID; a stranger's is nobody's", () => Effect.gen(function*() {
    const { admin } = yield* TestDatabase
    const deliveries = yield* Deliveries
    const told = (providerMessageId: string) => deliveries.record({ provider: "smtp", providerMessageId, state: "delivered", reason: null, at: new Date() })
    assert.isNull(yield* told("early"))
    yield* admin`insert into letter (id, website_id, recipient, event, state, locked_until) values ('e', ${siteId}, 'early@a.test', 'x', 'sending', now() + interval '1 minute')`
    yield* admin`select id from settle_letters('[{"id": "e", "state": "sent", "provider": "smtp", "providerMessageId": "early"}]')`
    assert.strictEqual((yield* rowTo("early@a.test"))?.state, "delivered")
    yield* sentTo("id@a.test")
    assert.isNotNull(yield* told("<id@a.test>"))
    assert.strictEqual((yield* rowTo("id@a.test"))?.state, "delivered")
  }))

  it.effect("is known when it is told at the very moment the provider's answer is written down", () => Effect.gen(function*() {
    const { admin } = yield* TestDatabase
    const deliveries = yield* Deliveries
    yield* admin`insert into letter (id, website_id, recipient, event, state, locked_until) values ('race', ${siteId}, 'race@a.test', 'x', 'sending', now() + interval '1 minute')`
    const recording = yield* admin.withTransaction(Effect.gen(function*() {
      yield* admin`select id from settle_letters('[{"id": "race", "state": "sent", "provider": "smtp", "providerMessageId": "p-race"}]')`
      const fiber = yield* Effect.forkDetach(deliveries.record({ provider: "smtp", providerMessageId: "p-race", state: "bounced", reason: "550", at: new Date() }))
      // It has answered, or it waits for what is being written.
      yield* admin`select from pg_locks where not granted and locktype = 'advisory'`.pipe(
        Effect.flatMap(({ length }) => length > 0 || fiber.pollUnsafe() !== undefined ? Effect.void : Effect.fail("under way")), Effect.retry(Schedule.spaced(10)), Effect.timeout(5000))
      return fiber
    }))
    yield* Fiber.join(recording)
    assert.strictEqual((yield* rowTo("race@a.test"))?.state, "bounced")
    assert.lengthOf(yield* admin`select from early_delivery where provider_message_id = 'p-race'`, 0)
  }))

  it.effect("says nothing of the next try when it is told late of the one before", () => Effect.gen(function*() {
    const { admin } = yield* TestDatabase
    const deliveries = yield* Deliveries
    yield* admin`insert into letter (id, website_id, recipient, event, kind, state, sealed, provider, provider_message_id)
      values ('second', ${siteId}, 'slow.second@a.test', 'x', 'new-message', 'bounced', ${makeLetterBox("box-".padEnd(40, "x")).seal(letter("slow.second@a.test"), "slow.second@a.test")}, 'smtp', 'p-first')`
    yield* deliveries.retry(me, "second")
    const late = { provider: "smtp", providerMessageId: "p-first", state: "bounced", reason: "late", at: new Date() } as const
    assert.isNull(yield* deliveries.record(late))
    assert.include((yield* untilState("slow.second@a.test", "failed")).reason ?? "", "may have arrived")
    yield* admin`update letter set state = 'queued', attempts = 0, run_at = now() + interval '1 hour', message_id = '<slow.second@a.test>' where id = 'second'`
    assert.isNotNull(yield* deliveries.record({ ...late, providerMessageId: "<slow.second@a.test>" }))
    assert.strictEqual((yield* rowTo("slow.second@a.test"))?.state, "queued")
  }))

  it.effect("suppresses the address after a hard bounce or a complaint, on every way of sending, and a soft bounce lifts nothing (P19)", () => Effect.gen(function*() {
    const suppressions = yield* Suppressions
    const letters = yield* Letters
    yield* sentTo("gone@a.test")
    yield* report("gone@a.test", "bounced", "550 no such user")
    assert.strictEqual(yield* suppressions.reasonFor(siteId, "Gone@a.test"), "bounced")
    yield* report("gone@a.test", "soft_bounced", "mailbox full")
    yield* report("gone@a.test", "delivered")
    assert.strictEqual(yield* suppressions.reasonFor(siteId, "gone@a.test"), "bounced")
    const before = sends.length
    yield* Letters.use((letters) => letters.post(letter("GONE@a.test"), { event: "second", websiteId: siteId }))
    const now = yield* Effect.flip(letters.send(letter("gone@a.test"), { event: "third", websiteId: siteId }))
    assert.include(now.reason, "bounced")
    const { admin } = yield* TestDatabase
    const all = admin<{ state: string }>`select state from letter where recipient = 'gone@a.test' order by id`
    yield* all.pipe(Effect.flatMap((rows) => rows.every(({ state }) => state !== "queued" && state !== "sending") ? Effect.void : Effect.fail("waiting")), Effect.retry(Schedule.spaced(10)), Effect.timeout(5000))
    assert.deepStrictEqual((yield* all).map(({ state }) => state), ["bounced", "suppressed", "suppressed"])
    assert.strictEqual(sends.length, before)
    // Accounts and other sites go by what they know themselves.
    assert.isNull(yield* suppressions.reasonFor(null, "gone@a.test"))
  }))

  it.effect("suppresses after the third failure in a row, not before, and a delivery in between begins anew", () => Effect.gen(function*() {
    const suppressions = yield* Suppressions
    const { admin } = yield* TestDatabase
    const step = (event: string, state: ReportedState) => Effect.gen(function*() {
      yield* Letters.use((letters) => letters.post(letter("weak@a.test"), { event, websiteId: siteId }))
      const find = Effect.map(admin<Row>`select id, state from letter where recipient = 'weak@a.test' and event = ${event}`, ([row]) => row)
      const row = yield* find.pipe(Effect.flatMap((row) => row?.state === "sent" ? Effect.succeed(row) : Effect.fail(row)), Effect.retry(Schedule.spaced(10)), Effect.timeout(5000))
      yield* Deliveries.use((deliveries) => deliveries.record({ provider: "smtp", providerMessageId: `p-${row.id}`, state, reason: "greylisted", at: new Date() }))
      return yield* suppressions.reasonFor(siteId, "weak@a.test")
    })
    for (const [event, state] of [["1", "failed"], ["2", "failed"], ["3", "delivered"], ["4", "failed"], ["5", "failed"]] as const) assert.isNull(yield* step(event, state))
    assert.strictEqual(yield* step("6", "failed"), "failed_repeatedly")
  }))

  it.effect("is lifted by a person with a reason, and both are kept", () => Effect.gen(function*() {
    const suppressions = yield* Suppressions
    yield* suppressions.suppress({ websiteId: siteId, email: "Back@a.test", reason: "manual", detail: "asked by phone" })
    yield* suppressions.suppress({ websiteId: siteId, email: "back@a.test", reason: "bounced" })
    yield* suppressions.lift(me, "back@a.test", "She has a new mailbox")
    assert.isNull(yield* suppressions.reasonFor(siteId, "back@a.test"))
    assert.strictEqual((yield* Effect.flip(suppressions.lift(me, "back@a.test", "again")))._tag, "NotSuppressed")
    const page = yield* suppressions.list(me, { limit: 1 })
    assert.deepInclude(page.suppressions[0], { email: "back@a.test", reason: "manual", liftedByUserId: "u", liftReason: "She has a new mailbox" })
    const next = yield* suppressions.list(me, { limit: 50, ...(page.nextCursor === null ? {} : { cursor: page.nextCursor }) })
    assert.isFalse(next.suppressions.some(({ email }) => email === "back@a.test"))
    assert.isAbove(next.suppressions.length, 0)
  }))
})

const forgetful = mailerThat(({ to }, key) => {
  sends.push(`${to} ${key}`)
  return sends.filter((other) => other === `${to} ${key}`).length < 2 ? Effect.never : taken(key)
}, true)

layer(letterWorld(forgetful), { excludeTestServices: true, timeout: "60 seconds" })("A provider that knows a letter again by its key", (it) => {
  it.effect("is asked once more when it didn't answer, with the same key, and the letter is sent (P20)", () => Effect.gen(function*() {
    yield* withSite
    yield* post("twice@a.test")
    const { attempts, id, reason } = yield* untilState("twice@a.test", "sent")
    assert.deepStrictEqual([attempts, reason], [2, null])
    assert.deepStrictEqual(sends.filter((to) => to.startsWith("twice")), [`twice@a.test ${id}`, `twice@a.test ${id}`])
  }))

  it.effect("gets another key for a letter that is asked for again after it failed, for the same one would send nothing", () => Effect.gen(function*() {
    const once = { event: "asked", websiteId: siteId }
    yield* Effect.flip(Letters.use((letters) => letters.send(letter("asked@a.test"), once)))
    yield* Effect.flip(Letters.use((letters) => letters.send(letter("asked@a.test"), once)))
    const id = (yield* rowTo("asked@a.test"))?.id ?? ""
    const deliveries = yield* Deliveries
    yield* deliveries.retry(me, id)
    yield* untilState("asked@a.test", "sent")
    assert.deepStrictEqual(sends.filter((to) => to.startsWith("asked")), [id, `${id}/1`, `${id}/2`, `${id}/2`].map((key) => `asked@a.test ${key}`))
  }))

  it.effect("gets a letter that was being sent when a server stopped; one whose words can't be read any more is failed and says so", () => Effect.gen(function*() {
    const { admin } = yield* TestDatabase
    const insert = (to: string, sealed: Uint8Array) => admin`
      insert into letter (id, website_id, recipient, event, kind, state, attempts, locked_until, sealed)
      values (${to}, ${siteId}, ${to}, 'hello', 'new-message', 'sending', 1, now() - interval '1 second', ${sealed})`
    yield* insert("took@a.test", makeLetterBox("box-".padEnd(40, "x")).seal(letter("took@a.test"), "took@a.test"))
    yield* untilState("took@a.test", "sent")
    yield* insert("lost@a.test", makeLetterBox("another key".padEnd(40, "x")).seal(letter("lost@a.test"), "lost@a.test"))
    assert.include((yield* untilState("lost@a.test", "failed")).reason ?? "", "can't be read any more")
  }))
})
