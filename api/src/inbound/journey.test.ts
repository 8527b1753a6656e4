import { assert, layer } from "@effect/vitest"
import * as Effect from "effect/Effect"
import { within } from "../../../e2e/src/within.ts"
import { TestDatabase } from "../testing/TestDatabase.ts"
import { hand, letter } from "../../../e2e/src/peers/letters.ts"
import { MailDesk } from "./testing/MailDesk.ts"
import { callOfResend, resendPeer } from "../../../e2e/src/peers/resendPeer.ts"
import { senderKeys } from "./testing/senderKeys.ts"

const acme = senderKeys("acme.test")
const resend = resendPeer()
const desk = MailDesk.layer({ RESEND_API_KEY: "re_test_key", RESEND_BASE_URL: resend.url, EMAIL_NOTIFICATION_FROM: "support@acme.test" }, acme.dns)

layer(desk, { excludeTestServices: true, timeout: "60 seconds" })("An answer by mail", (it) => {
  it.effect("from the visitor stands in the thread, without its history, with its file (P21)", () => Effect.gen(function*() {
    const { smtpPort, talk } = yield* MailDesk
    yield* Effect.promise(async () => {
      const { messages, visitorAddress, visitorId } = await talk()
      const raw = letter({
        from: "Vera <vera@visitor.test>", to: visitorAddress,
        more: ["Content-Type: multipart/mixed; boundary=b"],
        text: ["--b", "Content-Type: text/plain; charset=utf-8", "", "It came, thank you!", "", "On Thu, Nov 5, 2026 at 9:59 AM Acme <support@acme.test> wrote:", "> On its way.", "", "--b",
          "Content-Type: text/plain; name=receipt.txt", "Content-Disposition: attachment; filename=receipt.txt", "", "paid", "--b--", ""].join("\r\n")
      })
      await hand(smtpPort, raw, { from: "vera@visitor.test", to: visitorAddress })
      const [, , answer, ...more] = await messages()
      assert.deepStrictEqual(more, [])
      assert.strictEqual(answer?.text, "It came, thank you!")
      assert.strictEqual(answer?.visitorId, visitorId)
      assert.deepStrictEqual(answer?.parts.map(({ filename, type }) => filename ?? type), ["receipt.txt", "metadata"])
      assert.strictEqual(await (await fetch(answer?.parts[0]?.url ?? "")).text(), "paid")
    })
  }))

  it.effect("the same through every door, three times each, is one message (P16)", () => Effect.gen(function*() {
    const { bridge, smtpPort, talk, url } = yield* MailDesk
    yield* Effect.promise(async () => {
      const { messages, visitorAddress } = await talk()
      const raw = letter({ from: "vera@visitor.test", to: visitorAddress, text: "Once, please.", id: "same-everywhere" })
      resend.letters.set("em_1", { raw, fields: { from: "vera@visitor.test", to: [visitorAddress], subject: "Re: Your question", message_id: "<same-everywhere@mail.test>" } })
      for (let n = 0; n < 3; n++) {
        await Promise.all([
          hand(smtpPort, raw, { from: "vera@visitor.test", to: visitorAddress }),
          bridge("inbound", { eventType: "email.received", provider: "ses", from: "vera@visitor.test", to: [visitorAddress], receivedAt: "2026-11-05T10:00:00Z", raw: Buffer.from(raw).toString("base64"), s3Key: `k${n}` }),
          callOfResend(url, { type: "email.received", created_at: "2026-11-05T10:00:00Z", data: { email_id: "em_1", from: "vera@visitor.test", to: [visitorAddress], subject: "x" } })
        ])
      }
      assert.deepStrictEqual((await messages()).slice(2).map(({ text }) => text), ["Once, please."])
    })
  }))

  it.effect("of which a door gives only the parts is read like every other, and once", () => Effect.gen(function*() {
    const { bridge, talk, url } = yield* MailDesk
    yield* Effect.promise(async () => {
      const { messages, visitorAddress } = await talk()
      const parts = { from: "Vera <vera@visitor.test>", to: ["bob@else.test", `Acme <${visitorAddress}>`], subject: "Re: x" }
      const answers = []
      for (let n = 0; n < 2; n++) {
        answers.push(await bridge("inbound", {
          ...parts, eventType: "email.received", s3Key: `key-${n}`, messageId: "<parts-1@visitor.test>", receivedAt: "2026-11-05T10:00:00Z", text: "Parts only.\n\nOn 5 Nov 2026, Acme <support@acme.test> wrote:\n> x"
        }))
      }
      resend.letters.set("em_2", { raw: null, fields: { ...parts, message_id: "<parts-2@visitor.test>", html: "<p>From <b>Resend</b></p>" } })
      const received = { type: "email.received", created_at: "2026-11-05T10:00:00Z", data: { email_id: "em_2" } }
      for (let n = 0; n < 2; n++) await callOfResend(url, received)
      assert.deepStrictEqual((await messages()).slice(2).map(({ text }) => text), ["Parts only.", "From Resend"])
      assert.deepStrictEqual(answers.map(({ body, status }) => [status, (body as { entries: ReadonlyArray<{ status: string; reason: string | null }> }).entries[0]?.reason]), [[200, null], [200, "repeat"]])
    })
  }))

  it.effect("from a member who answered all, whose domain vouches for it, is the member's, once; the answered visitor sees it (P17, P21)", () => Effect.gen(function*() {
    const { ownerEmail, smtpPort, talk } = yield* MailDesk
    yield* Effect.promise(async () => {
      const { memberAddress, messages, visitorAddress } = await talk()
      const raw = await acme.sign({ from: `Olga Owner <${ownerEmail}>`, to: memberAddress, cc: visitorAddress, subject: "Re: New message", text: "Tomorrow at noon.\n\nAm 05.11.2026 um 10:00 schrieb Acme <support@acme.test>:\n> Where is my parcel?" })
      await hand(smtpPort, raw, { from: ownerEmail, to: [memberAddress, visitorAddress] })
      const [, reply, answer, ...more] = await messages()
      assert.deepStrictEqual([answer?.text, answer?.userId, answer?.visitorId, more.length], ["Tomorrow at noon.", reply?.userId, null, 0])
    })
  }))

  it.effect("from the visitor who wrote to a member's address as well is the visitor's", () => Effect.gen(function*() {
    const { smtpPort, talk } = yield* MailDesk
    yield* Effect.promise(async () => {
      const { memberAddress, messages, visitorAddress, visitorId } = await talk()
      const from = "vera@visitor.test"
      await hand(smtpPort, letter({ from, to: memberAddress, text: "To all of you." }), { from, to: [memberAddress, visitorAddress] })
      assert.deepStrictEqual((await messages()).slice(2).map(({ text, visitorId }) => [text, visitorId]), [["To all of you.", visitorId]])
    })
  }))

  it.effect("is for four conversations at most, and twelve of its addresses are looked at", () => Effect.gen(function*() {
    const { smtpPort, talk } = yield* MailDesk
    yield* Effect.promise(async () => {
      const from = "vera@visitor.test"
      const talks: Array<Awaited<ReturnType<typeof talk>>> = []
      for (let n = 0; n < 5; n++) talks.push(await talk())
      const answers = async () => (await Promise.all(talks.map(({ messages }) => messages()))).flat().filter(({ text }) => text === "To everyone.").length
      const addresses = talks.map(({ visitorAddress }) => visitorAddress)
      await hand(smtpPort, letter({ from, to: addresses[0] ?? "", text: "To everyone." }), { from, to: addresses })
      assert.strictEqual(await answers(), 4)
      const guessed = Array.from("abcdefghijkl", (letter) => (addresses[0] ?? "").replace(/-[a-z2-7]{26}@/, `-${letter.repeat(26)}@`))
      assert.strictEqual(new Set(guessed).size, 12)
      await hand(smtpPort, letter({ from, to: guessed[0] ?? "", text: "To everyone." }), { from, to: [...guessed, addresses[0] ?? ""] }).catch(() => undefined)
      assert.strictEqual(await answers(), 4)
      await hand(smtpPort, letter({ from, to: guessed[0] ?? "", text: "To everyone." }), { from, to: [...guessed.slice(1), addresses[0] ?? ""] })
      assert.strictEqual(await answers(), 5)
    })
  }))

  it.effect("opens a resolved conversation again; into spam it is dropped, and taken when somebody tries it again", () => Effect.gen(function*() {
    const { client, smtpPort, talk } = yield* MailDesk
    yield* Effect.promise(async () => {
      const { conversationId, messages, status, visitorAddress, websiteId } = await talk()
      const one = { websiteId: websiteId as never, conversationId: conversationId as never }
      const say = (text: string) => hand(smtpPort, letter({ from: "vera@visitor.test", to: visitorAddress, text }), { from: "vera@visitor.test", to: visitorAddress })
      await client.call("inbox.setStatus", { ...one, status: "resolved" })
      await say("Not so fast.")
      assert.strictEqual(await status(), "open")
      await client.call("inbox.setStatus", { ...one, status: "spam" })
      await say("Buy this.")
      assert.deepStrictEqual((await messages()).slice(2).map(({ text }) => text), ["Not so fast."])
      const { letters: [dropped] } = await client.call("inbound.unsettled", { websiteId: one.websiteId })
      assert.deepInclude(dropped, { state: "dropped", reason: "conversation_closed", sender: "vera@visitor.test", canRetry: true, conversationId })
      assert.strictEqual((await client.call("inbound.retry", { websiteId: one.websiteId, id: dropped?.id ?? "" })).state, "dropped")
      await client.call("inbox.setStatus", { ...one, status: "open" })
      assert.strictEqual((await client.call("inbound.retry", { websiteId: one.websiteId, id: dropped?.id ?? "" })).state, "taken")
      assert.deepStrictEqual((await messages()).slice(2).map(({ text }) => text), ["Not so fast.", "Buy this."])
      assert.deepStrictEqual((await client.call("inbound.unsettled", { websiteId: one.websiteId })).letters.map(({ conversationId }) => conversationId).filter((id) => id === conversationId), [])
    })
  }))

  it.effect("from a blocked visitor is dropped", () => Effect.gen(function*() {
    const { client, smtpPort, talk } = yield* MailDesk
    yield* Effect.promise(async () => {
      const { messages, visitorAddress, visitorId, websiteId } = await talk()
      await client.call("visitors.setBlocked", { websiteId: websiteId as never, visitorId: visitorId as never, blocked: true })
      await hand(smtpPort, letter({ from: "vera@visitor.test", to: visitorAddress, text: "Hello?" }), { from: "vera@visitor.test", to: visitorAddress })
      assert.strictEqual((await messages()).length, 2)
      assert.strictEqual((await client.call("inbound.unsettled", { websiteId: websiteId as never })).letters[0]?.reason, "visitor_blocked")
    })
  }))

  it.effect("that the server broke over is in its thread as soon as the server can", () => Effect.gen(function*() {
    const { smtpPort, talk } = yield* MailDesk
    const { admin } = yield* TestDatabase
    const { messages, visitorAddress, websiteId } = yield* Effect.promise(() => talk())
    yield* admin`alter function send_any(json) rename to send_nothing`
    yield* Effect.promise(() => hand(smtpPort, letter({ from: "vera@visitor.test", to: visitorAddress, text: "Patience." }), { from: "vera@visitor.test", to: visitorAddress }))
    assert.strictEqual((yield* Effect.promise(messages)).length, 2)
    const [before] = yield* admin<{ state: string }>`select state from inbound_letter where website_id = ${websiteId} order by received_at desc limit 1`
    assert.strictEqual(before?.state, "received")
    yield* admin`alter function send_nothing(json) rename to send_any`
    yield* admin`update job set run_at = now(), locked_until = null where kind = 'inbound.deliver'`
    yield* Effect.promise(() => within(20, "The message", (async () => {
      while ((await messages()).length < 3) await new Promise((resolve) => setTimeout(resolve, 100))
    })()))
    assert.strictEqual((yield* Effect.promise(messages))[2]?.text, "Patience.")
  }))

  it.effect("P19: a report of a letter that didn't arrive is on the ledger, stops letters to that address, and opens nothing", () => Effect.gen(function*() {
    const { smtpPort, talk, websiteId } = yield* MailDesk
    const { admin } = yield* TestDatabase
    const { conversationId, messages } = yield* Effect.promise(() => talk())
    yield* admin`insert into letter (id, website_id, recipient, event, kind, conversation_id, state, provider, message_id)
      values ('L1', ${websiteId}, 'vera@visitor.test', 'test:1', 'new-message', ${conversationId}, 'sent', 'outbox', '<letter-1@acme.test>')`
    const count = () => admin<{ n: number }>`select count(*)::int as n from conversation`
    const before = yield* count()
    const report = yield* Effect.promise(() => Bun.file(new URL("./corpus/dsn-postfix-hard.eml", import.meta.url)).text())
    for (let n = 0; n < 2; n++) yield* Effect.promise(() => hand(smtpPort, report.replaceAll("\n", "\r\n"), { from: "", to: "bounces@in.acme.test" }))
    const [row] = yield* admin<{ state: string; reason: string }>`select state, reason from letter where id = 'L1'`
    assert.deepStrictEqual(row, { state: "bounced", reason: "550 5.1.1 <vera@visitor.test>: no such user here" })
    assert.deepStrictEqual((yield* admin`select email, reason from suppression where website_id = ${websiteId} and lifted_at is null`).map((row) => ({ ...row })), [
      { email: "vera@visitor.test", reason: "bounced" }
    ])
    assert.deepStrictEqual(yield* count(), before)
    assert.strictEqual((yield* Effect.promise(messages)).length, 2)
  }))
})
