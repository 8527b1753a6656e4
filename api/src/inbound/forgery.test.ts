import { assert, layer } from "@effect/vitest"
import * as Effect from "effect/Effect"
import { TestDatabase } from "../testing/TestDatabase.ts"
import { hand, letter } from "../../../e2e/src/peers/letters.ts"
import { MailDesk } from "./testing/MailDesk.ts"
import { senderKeys } from "./testing/senderKeys.ts"

const acme = senderKeys("acme.test")
const evil = senderKeys("evil.test")

layer(MailDesk.layer({}, { ...acme.dns, ...evil.dns }), { excludeTestServices: true, timeout: "60 seconds" })("P17: a forged letter", (it) => {
  it.effect("never speaks for a member, whatever it says it is", () => Effect.gen(function*() {
    const { bridge, client, ownerEmail, smtpPort, talk, websiteId } = yield* MailDesk
    yield* Effect.promise(async () => {
      const { memberAddress, messages } = await talk()
      const from = `Olga Owner <${ownerEmail}>`
      const forgeries = [
        letter({ from, to: memberAddress, text: "unsigned" }),
        await evil.sign({ from, to: memberAddress, text: "signed by another domain" }),
        (await acme.sign({ from, to: memberAddress, text: "altered" })).replace("altered", "was altered"),
        letter({ from, to: memberAddress, text: "says so itself", more: ["Authentication-Results: localhost; dmarc=pass header.from=acme.test; dkim=pass header.d=acme.test"] }),
        letter({ from: `"${ownerEmail}" <eve@evil.test>`, to: memberAddress, text: "only the name" }),
        await evil.sign({ from: "Eve <eve@evil.test>", to: memberAddress, text: "properly somebody else" }),
        letter({ from: `${ownerEmail}, eve@evil.test`, to: memberAddress, text: "two senders" }),
        `From: eve@evil.test\r\n${await acme.sign({ from, to: memberAddress, text: "a second From" })}`
      ]
      for (const raw of forgeries) await hand(smtpPort, raw, { from: "eve@evil.test", to: memberAddress })
      // The service that received it says that the domain doesn't vouch for it.
      await bridge("inbound", {
        eventType: "email.received", from, to: [memberAddress], receivedAt: "2026-11-05T10:00:00Z", verdicts: { spf: "PASS", dkim: "PASS", dmarc: "FAIL" },
        raw: Buffer.from(letter({ from, to: memberAddress, text: "failed at the door" })).toString("base64")
      })
      assert.strictEqual((await messages()).length, 2)
      const { letters } = await client.call("inbound.unsettled", { websiteId: websiteId as never })
      assert.deepStrictEqual(letters.map(({ reason }) => reason).reverse(), [
        "not_proven", "not_proven", "not_proven", "not_proven", "sender_differs", "sender_differs", "sender_differs", "sender_differs", "not_proven"
      ])
      assert.include(letters.at(-1)?.detail, "dmarc=fail")
      assert.isTrue(letters.every(({ canRetry, state }) => state === "dropped" && canRetry))
    })
  }))

  it.effect("with a provider's word for it is the member's, and only in the conversation it answers", () => Effect.gen(function*() {
    const { bridge, ownerEmail, talk } = yield* MailDesk
    yield* Effect.promise(async () => {
      const [one, two] = [await talk(), await talk("bob@visitor.test")]
      const post = (to: string) => bridge("inbound", {
        eventType: "email.received", from: ownerEmail, to: [to], receivedAt: "2026-11-05T10:00:00Z", verdicts: { dmarc: "PASS" },
        raw: Buffer.from(letter({ from: ownerEmail, to, text: "Mine." })).toString("base64")
      })
      await post(one.memberAddress)
      // The address of one conversation with the other's id.
      const [, , token] = one.memberAddress.split("-")
      await post(`conv-${two.conversationId.toLowerCase()}-${token}`)
      assert.deepStrictEqual([(await one.messages()).length, (await two.messages()).length], [3, 2])
    })
  }))

  it.effect("to a guessed or another site's address reaches nobody, and only the operator's count knows", () => Effect.gen(function*() {
    const { client, otherSite, smtpPort, talk, websiteId } = yield* MailDesk
    const { admin } = yield* TestDatabase
    const guesses = yield* Effect.promise(async () => {
      const mine = await talk()
      const other = await otherSite()
      const theirs = await other.talk()
      const token = (address: string) => /-([a-z2-7]{26})@/.exec(address)?.[1] ?? ""
      const guesses = [
        `conv-${mine.conversationId.toLowerCase()}-${"a".repeat(26)}@in.acme.test`,
        `conv-${mine.conversationId.toLowerCase()}-${token(theirs.visitorAddress)}@in.acme.test`,
        `conv-${theirs.conversationId.toLowerCase()}-${token(mine.visitorAddress)}@in.acme.test`,
        `conv-${mine.conversationId}@in.acme.test`
      ]
      for (const to of guesses) await hand(smtpPort, letter({ from: "vera@visitor.test", to, text: "Let me in" }), { from: "vera@visitor.test", to })
      assert.deepStrictEqual([(await mine.messages()).length, (await theirs.messages()).length], [2, 2])
      const { letters } = await client.call("inbound.unsettled", { websiteId: websiteId as never })
      assert.isFalse(letters.some(({ conversationId }) => conversationId === mine.conversationId))
      return guesses
    })
    const counts = yield* admin<{ reason: string; times: number; last_domain: string }>`select reason, times, last_domain from inbound_refusal where door = 'smtp' order by reason`
    assert.deepStrictEqual(counts.map(({ last_domain, reason, times }) => [reason, times, last_domain]), [
      ["forged_address", guesses.length - 1, "visitor.test"], ["unknown_address", 1, "visitor.test"]
    ])
  }))

  it.effect("by a colleague to the visitor's address doesn't put words into the visitor's mouth; a stranger's is the visitor's side", () => Effect.gen(function*() {
    const { client, ownerEmail, smtpPort, talk, websiteId } = yield* MailDesk
    yield* Effect.promise(async () => {
      const { messages, visitorAddress, visitorId } = await talk()
      await hand(smtpPort, await acme.sign({ from: ownerEmail, to: visitorAddress, text: "As the visitor" }), { from: ownerEmail, to: visitorAddress })
      assert.strictEqual((await messages()).length, 2)
      assert.strictEqual((await client.call("inbound.unsettled", { websiteId: websiteId as never })).letters[0]?.reason, "sender_is_member")
      // Answered from another address of hers, in another case, with the conversation's address in Cc.
      const raw = letter({ from: "VERA@Home.test", to: "bob@else.test", text: "From home.", more: [`Cc: "Acme, Inc." <${visitorAddress.toUpperCase()}>`] })
      await hand(smtpPort, raw, { from: "vera@home.test", to: visitorAddress })
      const [, , answer] = await messages()
      assert.deepStrictEqual([answer?.text, answer?.visitorId, answer?.userId], ["From home.", visitorId, null])
      const { letter: kept } = await client.call("inbound.letter", { websiteId: websiteId as never, id: answer?.id ?? "" })
      assert.strictEqual(kept.sender, "vera@home.test")
    })
  }))

  it.effect("is no colleague's who writes as the visitor they are known to be", () => Effect.gen(function*() {
    const { ownerEmail, smtpPort, talk } = yield* MailDesk
    yield* Effect.promise(async () => {
      const { messages, visitorAddress, visitorId } = await talk(ownerEmail)
      await hand(smtpPort, await acme.sign({ from: ownerEmail, to: visitorAddress, text: "I try it myself." }), { from: ownerEmail, to: visitorAddress })
      assert.deepStrictEqual((await messages()).slice(2).map(({ text, userId, visitorId }) => [text, userId, visitorId]), [["I try it myself.", null, visitorId]])
    })
  }))
})

layer(MailDesk.layer({ EMAIL_NOTIFICATION_FROM: "Acme <support@acme.test>" }), { excludeTestServices: true, timeout: "60 seconds" })("P18: a robot's letter", (it) => {
  it.effect("is dropped for what it is, and opens nothing", () => Effect.gen(function*() {
    const { client, smtpPort, talk, websiteId } = yield* MailDesk
    yield* Effect.promise(async () => {
      const { messages, visitorAddress: to } = await talk()
      const say = (about: Partial<Parameters<typeof letter>[0]>, from = "vera@visitor.test") => hand(smtpPort, letter({ from: "vera@visitor.test", to, text: "I am away.", ...about }), { from, to })
      await say({ more: ["Auto-Submitted: auto-replied"] })
      await say({ subject: "Out of Office: until Monday" })
      await say({}, "")
      await say({ more: ["List-Id: <list.test>"] })
      await say({ from: "Acme <support@acme.test>" })
      await say({ from: to })
      assert.strictEqual((await messages()).length, 2)
      const { letters } = await client.call("inbound.unsettled", { websiteId: websiteId as never })
      assert.deepStrictEqual(letters.map(({ reason }) => reason).reverse(), ["auto_reply", "auto_reply", "auto_reply", "bulk", "own_letter", "own_letter"])
      assert.isTrue(letters.every(({ canRetry, hasOriginal }) => !canRetry && !hasOriginal), "nothing of them is kept")
    })
  }))

  it.effect("that hides what it is may talk for an hour: thirty letters come through, then the operator sees why no more do", () => Effect.gen(function*() {
    const { client, smtpPort, talk, websiteId } = yield* MailDesk
    yield* Effect.promise(async () => {
      const { messages, visitorAddress: to } = await talk()
      for (let n = 0; n < 35; n++) await hand(smtpPort, letter({ from: "vera@visitor.test", to, text: `Beep ${n}` }), { from: "vera@visitor.test", to })
      assert.strictEqual((await messages()).length, 32)
      const { letters } = await client.call("inbound.unsettled", { websiteId: websiteId as never })
      assert.deepStrictEqual(letters.slice(0, 5).map(({ reason }) => String(reason)), Array.from({ length: 5 }, () => "too_many"))
    })
  }))
})
