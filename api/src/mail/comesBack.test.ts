import { assert, layer } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import { mkdtempSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import path from "node:path"
import { reportOf } from "../../../e2e/src/byMail.ts"
import { hand } from "../../../e2e/src/peers/letters.ts"
import { localhostCertificate } from "../../../e2e/src/peers/localhostCertificate.ts"
import { startSmtpPeer } from "../../../e2e/src/peers/smtpPeer.ts"
import { MailDesk } from "../inbound/testing/MailDesk.ts"
import { NoticeTimes } from "../notifications/NoticeTimes.ts"
import { LetterTimes } from "./LetterTimes.ts"

const peer = await startSmtpPeer("starttls")
const certificate = path.join(mkdtempSync(path.join(tmpdir(), "letters-")), "ca.pem")
writeFileSync(certificate, localhostCertificate.cert)

const desk = MailDesk.layer({
  EMAIL_TRANSPORT_PROVIDER: "smtp", SMTP_HOST: "localhost", SMTP_PORT: String(peer.port), SMTP_CA_FILE: certificate, SMTP_USERNAME: "mia", SMTP_PASSWORD: "pass word",
  EMAIL_NOTIFICATION_FROM: "support@acme.test"
}).pipe(Layer.provide(Layer.mergeAll(
  Layer.succeed(NoticeTimes, { look: 50, visitorDelay: 100, readingGrace: 50, onlineWait: 100, onlineLook: 50 }),
  Layer.succeed(LetterTimes, { look: 50, answer: 5000, lease: 10_000, pauseMs: 20, drain: 500 })
)))

layer(desk, { excludeTestServices: true, timeout: "60 seconds" })("A letter by a mail server", (it) => {
  it.effect("comes home when nobody takes it: the report goes where the letter said, and is noted on it", () => Effect.gen(function*() {
    const { client, smtpPort, talk, websiteId } = yield* MailDesk
    yield* Effect.promise(async () => {
      const { conversationId } = await talk("gone@visitor.test")
      const { envelopeFrom, mail } = await peer.until(({ raw }) => raw.includes("To: gone@visitor.test"))
      assert.strictEqual(envelopeFrom, "bounces@in.acme.test")
      await hand(smtpPort, reportOf(mail.messageId ?? "", "gone@visitor.test"), { from: "", to: envelopeFrom })
      const { deliveries } = await client.call("mail.deliveries", { websiteId: websiteId as never, conversationId: conversationId as never })
      assert.deepInclude(deliveries.find(({ reader }) => reader === "visitor"), { state: "bounced", reason: "550 5.1.1 <gone@visitor.test>: no such user here" })
    })
  }), 60_000)
})
