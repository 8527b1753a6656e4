import { assert, layer } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import { mkdtempSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import path from "node:path"
import { LetterTimes } from "../mail/LetterTimes.ts"
import { localhostCertificate } from "../../../e2e/src/peers/localhostCertificate.ts"
import { startSmtpPeer } from "../../../e2e/src/peers/smtpPeer.ts"
import { NoticeTimes } from "../notifications/NoticeTimes.ts"
import { hand, letter } from "../../../e2e/src/peers/letters.ts"
import { MailDesk } from "./testing/MailDesk.ts"
import { callOfResend, resendPeer } from "../../../e2e/src/peers/resendPeer.ts"

const peer = await startSmtpPeer("starttls")
const resend = resendPeer()
const certificate = path.join(mkdtempSync(path.join(tmpdir(), "letters-")), "ca.pem")
writeFileSync(certificate, localhostCertificate.cert)

const desk = MailDesk.layer({
  EMAIL_TRANSPORT_PROVIDER: "smtp", SMTP_HOST: "localhost", SMTP_PORT: String(peer.port), SMTP_CA_FILE: certificate, SMTP_USERNAME: "mia", SMTP_PASSWORD: "pass word",
  EMAIL_NOTIFICATION_FROM: "support@acme.test", RESEND_API_KEY: "re_test_key", RESEND_BASE_URL: resend.url
}).pipe(Layer.provide(Layer.mergeAll(
  Layer.succeed(NoticeTimes, { look: 50, visitorDelay: 100, readingGrace: 50, onlineWait: 100, onlineLook: 50 }),
  Layer.succeed(LetterTimes, { look: 50, answer: 5000, lease: 10_000, pauseMs: 20, drain: 500 })
)))

layer(desk, { excludeTestServices: true, timeout: "60 seconds" })("A letter and what comes back", (it) => {
  it.effect("its answer is in the thread with its file, whichever door it takes; that it didn't arrive is shown on it", () => Effect.gen(function*() {
    const { bridge, client, smtpPort, talk, url, websiteId } = yield* MailDesk
    yield* Effect.promise(async () => {
      const { conversationId, messages } = await talk("jane@visitor.test")
      const sent = await peer.until(({ raw }) => raw.includes("To: jane@visitor.test"))
      const replyTo = sent.mail.replyTo?.value[0]?.address ?? ""
      assert.match(replyTo, /^conv-co[^@]+@in\.acme\.test$/)
      const answer = (words: string, id: string) => letter({
        from: "Jane <jane@visitor.test>", to: replyTo, id, subject: `Re: ${sent.mail.subject}`,
        more: [`In-Reply-To: ${sent.mail.messageId}`, "Content-Type: multipart/mixed; boundary=b"],
        text: ["--b", "Content-Type: text/plain; charset=utf-8", "", words, "", "On Thu, Nov 5, 2026 at 9:59 AM Acme <support@acme.test> wrote:", ...(sent.mail.text ?? "").split("\n").map((line) => `> ${line}`), "",
          "--b", "Content-Type: text/csv; name=list.csv", "Content-Disposition: attachment; filename=list.csv", "", "a;b", "--b--", ""].join("\r\n")
      })
      await hand(smtpPort, answer("By SMTP.", "back-1"), { from: "jane@visitor.test", to: replyTo })
      await bridge("inbound", { eventType: "email.received", from: "jane@visitor.test", to: [replyTo], receivedAt: "2026-11-05T10:00:00Z", raw: Buffer.from(answer("By SES.", "back-2")).toString("base64") })
      resend.letters.set("em_back", { raw: answer("By Resend.", "back-3"), fields: { from: "jane@visitor.test", to: [replyTo], subject: "Re", message_id: "<back-3@mail.test>" } })
      await callOfResend(url, { type: "email.received", created_at: "2026-11-05T10:00:00Z", data: { email_id: "em_back" } })
      assert.deepStrictEqual((await messages()).slice(2).map(({ parts, text }) => [text, parts[0]?.filename]), [["By SMTP.", "list.csv"], ["By SES.", "list.csv"], ["By Resend.", "list.csv"]])

      const report = (await Bun.file(new URL("./corpus/dsn-postfix-hard.eml", import.meta.url)).text())
        .replace("letter-1@acme.test", (sent.mail.messageId ?? "").replace(/[<>]/g, "")).replaceAll("vera@visitor.test", "jane@visitor.test").replaceAll("\n", "\r\n")
      await hand(smtpPort, report, { from: "", to: sent.envelopeFrom })
      const { deliveries } = await client.call("mail.deliveries", { websiteId: websiteId as never, conversationId: conversationId as never })
      assert.deepInclude(deliveries.find(({ reader }) => reader === "visitor"), { recipient: "jane@visitor.test", state: "bounced", reason: "550 5.1.1 <jane@visitor.test>: no such user here" })
      assert.strictEqual((await messages()).length, 5)
    })
  }), 60_000)
})
