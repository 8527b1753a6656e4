import { assert, layer } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import { ulid } from "ulid"
import { callOfResend, resendPeer } from "../../../e2e/src/peers/resendPeer.ts"
import { MailDesk } from "../inbound/testing/MailDesk.ts"
import { NoticeTimes } from "../notifications/NoticeTimes.ts"
import { postAuth } from "../proofs/people.ts"
import { until } from "../testing/until.ts"
import { LetterTimes } from "./LetterTimes.ts"

const resend = resendPeer()
const desk = MailDesk.layer({ ...resend.settings, EMAIL_TRANSPORT_PROVIDER: "resend", EMAIL_NOTIFICATION_FROM: "support@acme.test" }).pipe(Layer.provide(Layer.mergeAll(
  Layer.succeed(NoticeTimes, { look: 50, visitorDelay: 100, readingGrace: 50, onlineWait: 100, onlineLook: 50 }),
  Layer.succeed(LetterTimes, { look: 20, answer: 5000, lease: 10_000, pauseMs: 2, drain: 500 })
)))
const sentTo = (address: string) => resend.sent.filter(({ to }) => to === address)

layer(desk, { excludeTestServices: true, timeout: "60 seconds" })("A letter by Resend", (it) => {
  it.effect("really leaves once more when somebody asks for it, though Resend sends nothing twice by itself", () => Effect.gen(function*() {
    const { client, talk, url, websiteId } = yield* MailDesk
    const site = { websiteId: websiteId as never }
    resend.state.isMute = true
    const { conversationId } = yield* Effect.promise(() => talk("rae@visitor.test"))
    const letter = Effect.map(Effect.promise(() => client.call("mail.deliveries", { ...site, conversationId: conversationId as never })), ({ deliveries }) =>
      deliveries.find(({ reader }) => reader === "visitor"))
    const failed = yield* until(Effect.map(letter, (found) => found?.state === "failed" && found))
    assert.strictEqual(sentTo("rae@visitor.test").length, 1, "however often it is tried by itself")
    resend.state.isMute = false
    yield* Effect.promise(() => client.call("mail.retry", { ...site, letterId: failed.id }))
    const sent = yield* until(Effect.map(letter, (found) => found?.state === "sent" && found))
    assert.isAbove(sent.version, failed.version)
    assert.strictEqual(sentTo("rae@visitor.test").length, 2)

    // What is told of the first one says nothing of the second.
    const told = (nth: number, type: string, more: object = {}) => Effect.promise(() =>
      callOfResend(url, { type, created_at: new Date().toISOString(), data: { email_id: sentTo("rae@visitor.test")[nth]?.id, ...more } }))
    yield* told(0, "email.bounced", { bounce: { type: "Transient", message: "full" } })
    assert.strictEqual((yield* letter)?.state, "sent")
    yield* told(1, "email.delivered")
    assert.strictEqual((yield* letter)?.state, "delivered")
  }), 60_000)

  it.effect("of an account does so, too", () => Effect.gen(function*() {
    const { client, ownerEmail, url, websiteId } = yield* MailDesk
    const site = { websiteId: websiteId as never }
    resend.state.isMute = true
    const before = sentTo(ownerEmail).length
    yield* Effect.promise(() => postAuth(url, "/request-password-reset", { email: ownerEmail }))
    const failed = Effect.map(Effect.promise(() => client.call("mail.accountLetters", site)), ({ letters }) => letters.find(({ kind }) => kind === "password-reset"))
    const { id } = yield* until(Effect.map(failed, (found) => found?.state === "failed" && found))
    assert.strictEqual(sentTo(ownerEmail).length, before + 1)
    resend.state.isMute = false
    yield* Effect.promise(() => client.call("mail.retryAccountLetter", { ...site, letterId: id }))
    yield* until(Effect.map(failed, (found) => found === undefined))
    yield* until(Effect.sync(() => sentTo(ownerEmail).length === before + 2))
  }), 60_000)

  it.effect("is followed under the Message-ID that Resend gave it", () => Effect.gen(function*() {
    const { client, talk, url, websiteId } = yield* MailDesk
    const { conversationId } = yield* Effect.promise(() => talk("tess@visitor.test"))
    const first = yield* until(Effect.sync(() => sentTo("tess@visitor.test")[0]))
    // Resend tells it with and without brackets.
    const own = "<0100019a-7520-42d8@email.amazonses.com>"
    for (const message_id of [own.slice(1, -1), own]) {
      yield* Effect.promise(() => callOfResend(url, { type: "email.delivered", created_at: new Date().toISOString(), data: { email_id: first.id, message_id } }))
    }
    yield* Effect.promise(() => client.call("inbox.reply", {
      websiteId: websiteId as never, conversationId: conversationId as never, messageId: ulid() as never, text: "One more thing.", visibility: "public", confirmedSeq: 2 as never
    }))
    const { headers } = yield* until(Effect.sync(() => sentTo("tess@visitor.test")[1]))
    assert.strictEqual(headers["In-Reply-To"], own)
    assert.include(headers["References"], own)
    assert.notInclude(headers["References"], first.headers["Message-ID"] ?? "?")
  }), 60_000)
})
