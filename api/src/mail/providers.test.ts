import { assert, layer } from "@effect/vitest"
import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import { TestDatabase } from "../testing/TestDatabase.ts"
import { checkOffered, type Letter, Mailer } from "./Mailer.ts"
import { mailerWith, outboxWay, resendWay, sesWay, smtpWay } from "./testing/providers.ts"

const letter: Letter = {
  to: "jane@example.test",
  subject: "Réponse d’Élodie 日本\r\nBcc: everyone@example.test",
  html: "<p>Bonjour Jané</p>",
  text: "Bonjour Jané",
  kind: "new-message",
  fromName: "Acme, \"Inc\"",
  replyTo: "conv-1.token@inbound.acme.test",
  messageId: "<01a@acme.test>",
  inReplyTo: "<000@acme.test>",
  references: ["<root@acme.test>", "<000@acme.test>"],
  unsubscribeUrl: "https://acme.test/email/unsubscribe/01a.sig"
}

const ways = {
  resend: resendWay,
  ses: sesWay,
  "smtp with STARTTLS": smtpWay("starttls"),
  "smtp with TLS from the start": smtpWay("implicit"),
  "smtp in clear": smtpWay("none"),
  outbox: outboxWay
}

layer(TestDatabase.layer, { excludeTestServices: true, timeout: "30 seconds" })("A letter", (it) => {
  for (const [name, start] of Object.entries(ways)) {
    const withMailer = Effect.gen(function*() {
      const { mailer, way } = yield* start
      return { way, mailer: Context.get(yield* Layer.build(mailer), Mailer) }
    })

    it.effect(`arrives by ${name} with its words, its sender and its headers`, () => Effect.gen(function*() {
      const { mailer, way } = yield* withMailer
      const accepted = yield* mailer.send(letter, crypto.randomUUID())
      const [got] = (yield* way.arrived).slice(-1)
      assert.strictEqual(mailer.provider, way.provider)
      assert.strictEqual(got?.to, "jane@example.test")
      assert.include(got?.html, "Bonjour Jané")
      assert.include(got?.text, "Bonjour Jané")
      if (way.provider === "outbox") return
      assert.isString(accepted.providerMessageId)
      assert.strictEqual(got?.from.replaceAll("\\", ""), `"Acme, "Inc"" <support@acme.test>`)
      // One subject, no second header.
      assert.strictEqual(got?.subject, "Réponse d’Élodie 日本 Bcc: everyone@example.test")
      assert.isUndefined(got?.header("bcc"))
      assert.strictEqual(got?.replyTo, "conv-1.token@inbound.acme.test")
      assert.strictEqual(got?.header("Message-ID"), "<01a@acme.test>")
      assert.strictEqual(got?.header("In-Reply-To"), "<000@acme.test>")
      assert.strictEqual(got?.header("References"), "<root@acme.test> <000@acme.test>")
      assert.strictEqual(got?.header("List-Unsubscribe"), "<https://acme.test/email/unsubscribe/01a.sig>")
      assert.strictEqual(got?.header("List-Unsubscribe-Post"), "List-Unsubscribe=One-Click")
      assert.strictEqual(got?.header("Auto-Submitted"), "auto-generated")
      yield* mailer.send({ ...letter, fromName: "Acme", sender: "marketing" }, crypto.randomUUID())
      assert.include((yield* way.arrived).at(-1)?.from ?? "", "news@acme.test")
    }))

    it.effect(`by ${name} answers what it can't do before anything is queued, and does what it can`, () => Effect.gen(function*() {
      const { mailer, way } = yield* withMailer
      const before = (yield* way.arrived).length
      const asks = [
        { feature: "scheduledAt", letter: { ...letter, scheduledAt: new Date(Date.now() + 3_600_000) } },
        { feature: "tags", letter: { ...letter, tags: { campaign: "spring" } } }
      ] as const
      for (const { feature, letter } of asks) {
        const result = yield* Effect.result(checkOffered(mailer, letter))
        if (way.provider === "resend") assert.strictEqual(result._tag, "Success")
        else assert.deepInclude(result._tag === "Failure" ? result.failure : null, { _tag: "Unsupported", provider: way.provider, feature })
      }
      assert.strictEqual((yield* way.arrived).length, before)
    }))

    it.effect(`that ${name} refuses is known to be worth another try or not, or to be unsure`, () => Effect.gen(function*() {
      const { mailer, way } = yield* withMailer
      if (way.refuse === undefined || way.fallSilent === undefined) return
      const before = (yield* way.arrived).length
      way.refuse("later")
      assert.deepInclude(yield* Effect.flip(mailer.send(letter, "a")), { retryable: true, isUnsure: false })
      way.refuse("never")
      assert.deepInclude(yield* Effect.flip(mailer.send(letter, "b")), { retryable: false, isUnsure: false })
      assert.strictEqual((yield* way.arrived).length, before)
      way.fallSilent()
      assert.deepInclude(yield* Effect.flip(mailer.send(letter, "c")), { retryable: true, isUnsure: true })
      assert.strictEqual((yield* way.arrived).length, before + 1)
      // Only with a key of its own may the same letter go out again.
      assert.strictEqual(mailer.offers.repeats, way.provider === "resend")
      if (!mailer.offers.repeats) return
      yield* mailer.send(letter, "c")
      assert.strictEqual((yield* way.arrived).length, before + 1)
    }))
  }

  it.effect("waits at Resend until its time, with its tags", () => Effect.gen(function*() {
    const { mailer, peer } = yield* resendWay
    const scheduledAt = new Date("2030-01-02T03:04:05.000Z")
    yield* Context.get(yield* Layer.build(mailer), Mailer).send({ ...letter, scheduledAt, tags: { campaign: "spring sale" } }, "01B")
    const [request] = peer.requests
    assert.strictEqual(request?.body["scheduled_at"], "2030-01-02T03:04:05.000Z")
    assert.deepStrictEqual(request?.body["tags"], [{ name: "kind", value: "new-message" }, { name: "campaign", value: "spring_sale" }])
    assert.strictEqual(request?.headers.get("idempotency-key"), "letter/01B")
  }))

  it.effect("says whom reports on it go to: our own mail server, where there is one, unless it is said otherwise", () => Effect.gen(function*() {
    for (const [settings, address] of [
      [{}, "support@acme.test"],
      [{ SMTP_INBOUND_DOMAIN: "in.acme.test" }, "bounces@in.acme.test"],
      [{ SMTP_INBOUND_DOMAIN: "in.acme.test", SMTP_BOUNCE_ADDRESS: "off" }, "support@acme.test"],
      [{ SMTP_INBOUND_DOMAIN: "in.acme.test", SMTP_BOUNCE_ADDRESS: "back@acme.test" }, "back@acme.test"]
    ] as const) {
      const { mailer, peer } = yield* smtpWay("starttls", settings)
      yield* Context.get(yield* Layer.build(mailer), Mailer).send(letter, "1")
      assert.strictEqual(peer.received[0]?.envelopeFrom, address)
      assert.strictEqual(peer.received[0]?.mail.from?.value[0]?.address, "support@acme.test")
    }
  }))

  it.effect("may be with SES when SES breaks while it takes it, and is surely not when SES is full", () => Effect.gen(function*() {
    const { mailer, peer } = yield* sesWay
    const { send } = Context.get(yield* Layer.build(mailer), Mailer)
    for (const [status, isUnsure] of [[500, true], [504, true], [503, false]] as const) {
      peer.answer = () => Response.json({ message: "broken" }, { status })
      assert.deepInclude(yield* Effect.flip(send(letter, "1")), { retryable: true, isUnsure }, String(status))
    }
  }))

  it.effect("goes out in TLS and with the account, and not to a server that nobody vouches for or that doesn't know the account", () => Effect.gen(function*() {
    const { mailer, peer } = yield* smtpWay("starttls")
    yield* Context.get(yield* Layer.build(mailer), Mailer).send(letter, "1")
    assert.deepInclude(peer.received[0], { isSecure: true, user: "mia" })
    const base = { EMAIL_TRANSPORT_PROVIDER: "smtp", SMTP_HOST: "localhost", SMTP_PORT: String(peer.port), SMTP_USERNAME: "mia", SMTP_PASSWORD: "pass word" }
    const untrusted = Context.get(yield* Layer.build(mailerWith(base)), Mailer)
    assert.include((yield* Effect.flip(untrusted.send(letter, "2"))).reason, "can't be trusted")
    assert.strictEqual(peer.received.length, 1)
  }))
})
