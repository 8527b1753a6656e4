import { assert, layer } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import { ulid } from "ulid"
import { LetterTimes } from "../mail/LetterTimes.ts"
import { localhostCertificate } from "../../../e2e/src/peers/localhostCertificate.ts"
import { type ReceivedMail, startSmtpPeer } from "../../../e2e/src/peers/smtpPeer.ts"
import { newConversationId } from "@cossistant/core/conversations/newConversationId"
import { TestDatabase } from "../testing/TestDatabase.ts"
import { TestProgram } from "../testing/TestProgram.ts"
import { NoticeTimes } from "./NoticeTimes.ts"
import { mkdtempSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import path from "node:path"

const peer = await startSmtpPeer("starttls")
const certificate = path.join(mkdtempSync(path.join(tmpdir(), "journey-")), "ca.pem")
writeFileSync(certificate, localhostCertificate.cert)

const saying = (words: string) => ({ mail }: ReceivedMail) => mail.text?.includes(words) === true
const toJane = () => peer.received.filter(({ raw }) => raw.includes("To: jane@example.test"))

const world = TestProgram.layer({
  EMAIL_TRANSPORT_PROVIDER: "smtp", SMTP_HOST: "localhost", SMTP_PORT: String(peer.port), SMTP_CA_FILE: certificate,
  SMTP_USERNAME: "mia", SMTP_PASSWORD: "pass word", EMAIL_NOTIFICATION_FROM: "support@acme.test", SMTP_INBOUND_DOMAIN: "inbound.acme.test"
}).pipe(Layer.provide(Layer.mergeAll(
  Layer.succeed(NoticeTimes, { look: 50, visitorDelay: 300, readingGrace: 100, onlineWait: 200, onlineLook: 50 }),
  Layer.succeed(LetterTimes, { look: 50, answer: 5000, lease: 10_000, pauseMs: 20, drain: 500 })
)))

layer(world, { excludeTestServices: true, timeout: "60 seconds" })("Mail out, from the widget to a mail server", (it) => {
  it.effect("a visitor who left gets the team's answer as a letter, once; answering it, or one click, works from there", () => Effect.gen(function*() {
    const { firstOwner, url, widget } = yield* TestProgram
    const { admin } = yield* TestDatabase
    const owner = yield* firstOwner
    const { client, websiteId } = owner
    yield* admin`update auth.users set "emailVerified" = true`
    const visitor = widget(owner.testKey)
    const conversationId = newConversationId()
    const letters = yield* Effect.promise(async () => {
      await client.call("notifications.update", { websiteId, settings: [{ channel: "email_new_message", enabled: true, delaySeconds: 0 }] })
      await visitor.begin()
      await visitor.call("visitors.identify", { email: "Jane@example.test", name: "Jane" })
      await visitor.call("conversations.send", { conversationId, messageId: ulid(), text: "Is **shipping** free? [Terms](https://acme.test/terms)" })
      const toMember = await peer.until(saying("shipping"))
      await client.call("inbox.reply", { websiteId, conversationId, messageId: ulid(), text: "No, but **cheap**: [prices](https://acme.test/prices)\nBye", visibility: "public", files: [], confirmedSeq: 9 })
      await client.call("inbox.reply", { websiteId, conversationId, messageId: ulid(), text: "a note of ours", visibility: "private", files: [], confirmedSeq: 9 })
      return [toMember, await peer.until(saying("cheap"))] as const
    })
    const [toMember, toVisitor] = letters
    assert.include(toMember.raw, "To: olga@acme.test")
    assert.include(toMember.mail.text ?? "", "Is shipping free? Terms (https://acme.test/terms)")
    assert.include(toMember.mail.text ?? "", `${url}/acmedottest/inbox/${conversationId}`)

    const { mail, raw, isSecure } = toVisitor
    assert.isTrue(isSecure)
    assert.include(raw, "To: jane@example.test")
    assert.strictEqual(mail.from?.text, `"Acme" <support@acme.test>`)
    assert.strictEqual(mail.subject, "New message from Acme")
    assert.include(mail.text ?? "", "> No, but cheap: prices (https://acme.test/prices)\n> Bye")
    assert.include(String(mail.html), "No, but cheap: prices (https://acme.test/prices)<br>Bye")
    assert.notInclude(raw, "a note of ours")
    assert.match(mail.replyTo?.text ?? "", /@inbound\.acme\.test$/)
    assert.include(mail.replyTo?.text.toLowerCase() ?? "", conversationId.toLowerCase())
    assert.include(mail.messageId ?? "", conversationId.toLowerCase())
    assert.include(String(mail.references), `<${conversationId.toLowerCase()}@localhost>`)
    assert.include(raw, "List-Unsubscribe-Post: List-Unsubscribe=One-Click")
    assert.include(raw, "Auto-Submitted: auto-generated")

    yield* Effect.promise(async () => {
      const known = await client.call("mail.deliveries", { websiteId, conversationId })
      const [delivery] = known.deliveries.filter(({ reader }) => reader === "visitor")
      assert.deepInclude(delivery, { recipient: "jane@example.test", firstSeq: 2, lastSeq: 2, kind: "new-message" })
      assert.strictEqual(toJane().length, 1)

      // The next letter follows this one; what was read in the chat meanwhile makes none.
      await client.call("inbox.reply", { websiteId, conversationId, messageId: ulid(), text: "One more thing", visibility: "public", files: [], confirmedSeq: 9 })
      const next = await peer.until(saying("One more thing"))
      assert.include(String(next.mail.references), mail.messageId ?? "?")
      assert.strictEqual(next.mail.inReplyTo, mail.messageId)
      assert.include(next.mail.text ?? "", "One more thing")
      assert.notInclude(next.mail.text ?? "", "cheap")
      await client.call("inbox.reply", { websiteId, conversationId, messageId: ulid(), text: "Read at once", visibility: "public", files: [], confirmedSeq: 9 })
      await visitor.call("conversations.seen", { conversationId, seq: 5 })

      const link = /List-Unsubscribe: <([^>]+)>/.exec(next.raw.replace(/\r\n\s+/g, " "))?.[1] ?? ""
      const shown = await fetch(link, { headers: { "accept-language": "de-DE,de" } })
      assert.include(await shown.text(), "E-Mails von Acme abbestellen?")
      assert.include(shown.headers.get("content-security-policy") ?? "", "form-action 'self'")
      const before = await client.call("mail.suppressions", { websiteId })
      assert.deepStrictEqual(before.suppressions, [])
      const stopped = await fetch(link, { method: "POST", body: new URLSearchParams({ "List-Unsubscribe": "One-Click" }) })
      assert.strictEqual(stopped.status, 200)
      const after = await client.call("mail.suppressions", { websiteId })
      assert.deepInclude(after.suppressions[0], { email: "jane@example.test", reason: "unsubscribed" })
      await client.call("inbox.reply", { websiteId, conversationId, messageId: ulid(), text: "Are you there?", visibility: "public", files: [], confirmedSeq: 9 })
      for (const end = Date.now() + 10_000; Date.now() < end;) {
        const { deliveries } = await client.call("mail.deliveries", { websiteId, conversationId })
        if (deliveries.some(({ reader, state }) => reader === "visitor" && state === "suppressed")) break
        await new Promise((resolve) => setTimeout(resolve, 50))
      }
      const ofJane = await client.call("mail.ofVisitor", { websiteId, visitorId: (await client.call("inbox.open", { websiteId, conversationId })).conversation.visitorId })
      assert.deepInclude(ofJane, { email: "jane@example.test", suppressed: "unsubscribed" })
      assert.strictEqual(ofJane.deliveries[0]?.state, "suppressed")
      assert.strictEqual(toJane().length, 2)
    })
  }), 60_000)
})
