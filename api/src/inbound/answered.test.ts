import { assert, layer } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import { mkdtempSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import path from "node:path"
import { ulid } from "ulid"
import { hand } from "../../../e2e/src/peers/letters.ts"
import { localhostCertificate } from "../../../e2e/src/peers/localhostCertificate.ts"
import { startSmtpPeer } from "../../../e2e/src/peers/smtpPeer.ts"
import { LetterTimes } from "../mail/LetterTimes.ts"
import { NoticeTimes } from "../notifications/NoticeTimes.ts"
import { TestDatabase } from "../testing/TestDatabase.ts"
import { MailDesk } from "./testing/MailDesk.ts"
import { senderKeys } from "./testing/senderKeys.ts"

const peer = await startSmtpPeer("starttls")
const certificate = path.join(mkdtempSync(path.join(tmpdir(), "letters-")), "ca.pem")
writeFileSync(certificate, localhostCertificate.cert)
const [visitors, evil, acme] = [senderKeys("visitor.test"), senderKeys("evil.test"), senderKeys("acme.test")]

const desk = MailDesk.layer({
  EMAIL_TRANSPORT_PROVIDER: "smtp", SMTP_HOST: "localhost", SMTP_PORT: String(peer.port), SMTP_CA_FILE: certificate, SMTP_USERNAME: "mia", SMTP_PASSWORD: "pass word",
  EMAIL_NOTIFICATION_FROM: "support@acme.test"
}, { ...visitors.dns, ...evil.dns, ...acme.dns }).pipe(Layer.provide(Layer.mergeAll(
  Layer.succeed(NoticeTimes, { look: 50, visitorDelay: 100, readingGrace: 50, onlineWait: 100, onlineLook: 50 }),
  Layer.succeed(LetterTimes, { look: 50, answer: 5000, lease: 10_000, pauseMs: 20, drain: 500 })
)))

/** An address of ours that names no conversation: mail programs and forwarders lose the one a letter asks to be answered at. */
const lost = "support@in.acme.test"
const letterTo = (address: string, words = "") => peer.until(({ mail, raw }) => raw.includes(`To: ${address}`) && (mail.text ?? "").includes(words))

layer(desk, { excludeTestServices: true, timeout: "60 seconds" })("P17: an answer that lost the address it was to go to", (it) => {
  it.effect("is in its thread all the same when its sender got the letter it names and the domain vouches for it; what we write next follows it in every mail program", () => Effect.gen(function*() {
    const { client, smtpPort, talk } = yield* MailDesk
    yield* Effect.promise(async () => {
      const { conversationId, messages, visitorId, websiteId } = await talk("jane@visitor.test")
      const { mail: { messageId = "" } } = await letterTo("jane@visitor.test")
      const raw = await visitors.sign({
        from: "Jane <jane@visitor.test>", to: lost, subject: "Re: Your question", messageId: "<jane-1@visitor.test>", references: ["<older@else.test>", messageId], inReplyTo: messageId,
        text: "The address got lost."
      })
      for (let n = 0; n < 2; n++) await hand(smtpPort, raw, { from: "jane@visitor.test", to: lost })
      const [, , answer, ...more] = await messages()
      assert.deepStrictEqual([answer?.text, answer?.visitorId, answer?.userId, more.length], ["The address got lost.", visitorId, null, 0])

      await client.call("inbox.reply", {
        websiteId: websiteId as never, conversationId: conversationId as never, messageId: ulid() as never, text: "Found it again.", visibility: "public", confirmedSeq: 9 as never
      })
      const { mail: next } = await letterTo("jane@visitor.test", "Found it again.")
      assert.strictEqual(next.inReplyTo, "<jane-1@visitor.test>")
      assert.deepStrictEqual([next.references ?? []].flat().slice(1), [messageId, "<jane-1@visitor.test>"])

      // To what she wrote herself: ours is among what came before.
      const again = await visitors.sign({
        from: "Jane <jane@visitor.test>", to: lost, subject: "Re: Your question", inReplyTo: "<jane-1@visitor.test>", references: ["<older@else.test>", messageId, "<jane-1@visitor.test>"], text: "One thing more."
      })
      await hand(smtpPort, again, { from: "jane@visitor.test", to: lost })
      assert.strictEqual((await messages()).at(-1)?.text, "One thing more.")
    })
  }), 60_000)

  it.effect("reaches nobody when anybody else wrote it, whatever it names", () => Effect.gen(function*() {
    const { ownerEmail, smtpPort, talk } = yield* MailDesk
    const { admin } = yield* TestDatabase
    const threads = yield* Effect.promise(async () => {
      const [hers, his] = [await talk("ann@visitor.test"), await talk("bob@visitor.test")]
      const id = async (address: string) => (await letterTo(address)).mail.messageId ?? ""
      const [toHer, toHim] = [await id("ann@visitor.test"), await id("bob@visitor.test")]
      const toMember = (await peer.until(({ raw }) => raw.includes(`To: ${ownerEmail}`))).mail.messageId ?? ""
      const about = { to: lost, subject: "Re: Your question", text: "Let me in." }
      const forgeries = [
        // Without a signature, with another domain's, with another person's address.
        `From: ann@visitor.test\r\nTo: ${lost}\r\nIn-Reply-To: ${toHer}\r\nMessage-ID: <f-1@visitor.test>\r\n\r\nLet me in.`,
        await evil.sign({ ...about, from: "ann@visitor.test", inReplyTo: toHer }),
        await evil.sign({ ...about, from: "eve@evil.test", inReplyTo: toHer, references: [toHer, toHim] }),
        // Properly somebody, who never got that letter.
        await visitors.sign({ ...about, from: "bob@visitor.test", inReplyTo: toHer }),
        await visitors.sign({ ...about, from: "ann@visitor.test", inReplyTo: "<01k0000000000000000000000a.co1111111111111111@localhost>" }),
        await visitors.sign({ ...about, from: "ann@visitor.test" }),
        // A member never speaks without the address, though the letter named was the member's.
        await acme.sign({ ...about, from: ownerEmail, inReplyTo: toMember }),
        // An address that was made up stays one.
        await visitors.sign({ ...about, to: `conv-${hers.conversationId.toLowerCase()}-${"a".repeat(26)}@in.acme.test`, from: "ann@visitor.test", inReplyTo: toHer })
      ]
      for (const raw of forgeries) await hand(smtpPort, raw, { from: "ann@visitor.test", to: lost })
      return { hers: (await hers.messages()).length, his: (await his.messages()).length }
    })
    assert.deepStrictEqual(threads, { hers: 2, his: 2 })
    const counts = yield* admin<{ reason: string; times: number }>`select reason, times from inbound_refusal order by reason`
    assert.deepStrictEqual(counts.map(({ reason, times }) => [reason, times]), [["forged_address", 1], ["not_proven", 2], ["unknown_address", 5]])
  }), 60_000)
})
