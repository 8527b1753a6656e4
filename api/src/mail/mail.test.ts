import { assert, describe, it, layer } from "@effect/vitest"
import * as ConfigProvider from "effect/ConfigProvider"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Ref from "effect/Ref"
import * as Redacted from "effect/Redacted"
import { makeAnswer } from "../http/answer.ts"
import { Ids } from "../ids/Ids.ts"
import { type Entry, Settings } from "../settings/Settings.ts"
import { TestDatabase } from "../testing/TestDatabase.ts"
import { invitationLetter } from "./invitationLetter.ts"
import * as mail from "./layer.ts"
import { Letters } from "./Letters.ts"
import { Mailer, MailRejected } from "./Mailer.ts"
import * as outbox from "./outbox.ts"
import * as outboxRoutes from "./outboxRoutes.ts"

const letter = (to: string, inviterName = "Olga Owner") => invitationLetter({
  to, inviterName, organizationName: "Acme", websiteName: "Acme Shop", url: "http://localhost:3000/welcome/acme/join/1#secret=s3cret"
})

describe("The choice of a mailer", () => {
  const choose = (values: Record<string, string>) =>
    Effect.exit(mail.choice).pipe(Effect.provide(ConfigProvider.layer(ConfigProvider.fromUnknown(values))))

  for (const [values, sentence] of [
    [{}, "EMAIL_TRANSPORT_PROVIDER is not set, which asks for letters to be sent by resend"],
    [{ EMAIL_TRANSPORT_PROVIDER: "ses" }, "EMAIL_TRANSPORT_PROVIDER=ses asks"],
    [{ EMAIL_TRANSPORT_PROVIDER: "pigeon" }, "EMAIL_TRANSPORT_PROVIDER is one of resend, ses, smtp, outbox, not pigeon."]
  ] as const) {
    it.effect(`stops the start where ${JSON.stringify(values)} can't be served, and says what to set`, () =>
      Effect.gen(function*() {
        assert.include(String(yield* choose(values)), sentence)
      }))
  }

  it.effect("is the outbox where that is named", () =>
    Effect.gen(function*() {
      assert.include(String(yield* choose({ EMAIL_TRANSPORT_PROVIDER: "outbox" })), "outbox")
    }))
})

describe("A letter", () => {
  it("says the same as HTML and as text, and takes nobody's markup for its own", () => {
    const { html, subject, text } = letter("bob@acme.test", `<img src=x onerror=alert(1)> & "Co"`)
    assert.include(subject, "<img src=x")
    assert.notInclude(html, "<img")
    assert.include(html, "&lt;img src=x onerror=alert(1)&gt; &amp; &quot;Co&quot; invites you to Acme")
    assert.include(html, `href="http://localhost:3000/welcome/acme/join/1#secret=s3cret"`)
    assert.include(text, "See the invitation: http://localhost:3000/welcome/acme/join/1#secret=s3cret")
  })
})

const ground = Layer.mergeAll(Ids.layer, TestDatabase.layer)

layer(Letters.layer.pipe(Layer.provideMerge(outbox.layer), Layer.provideMerge(ground)), { excludeTestServices: true })("The ledger", (it) => {
  it.effect("sends a letter about one thing to one person once", () =>
    Effect.gen(function*() {
      const letters = yield* Letters
      const { admin } = yield* TestDatabase
      for (const to of ["bob@acme.test", "bob@acme.test", "eve@acme.test"]) yield* letters.send(letter(to), { event: "invitation:1", websiteId: null })
      yield* letters.send(letter("bob@acme.test"), { event: "invitation:2", websiteId: null })
      const sent = yield* admin<{ recipient: string; event: string; state: string }>`select recipient, event, state from letter order by id`
      assert.deepStrictEqual(sent.map(({ event, recipient, state }) => `${event} ${recipient} ${state}`), [
        "invitation:1 bob@acme.test sent", "invitation:1 eve@acme.test sent", "invitation:2 bob@acme.test sent"
      ])
      assert.strictEqual((yield* admin`select from outbox`).length, 3)
      assert.notInclude(JSON.stringify(yield* admin`select * from letter`), "s3cret")
    }))
})

const breaksOnce = Layer.effect(Mailer, Effect.map(Ref.make(0), (tries) => Mailer.of({
  provider: "smtp",
  send: () => Effect.flatMap(Ref.getAndUpdate(tries, (n) => n + 1), (n) =>
    n === 0 ? Effect.fail(new MailRejected({ reason: "mailbox full", retryable: true })) : Effect.void)
})))

layer(Letters.layer.pipe(Layer.provideMerge(breaksOnce), Layer.provideMerge(ground)), { excludeTestServices: true })("A letter that was not taken", (it) => {
  it.effect("is on the ledger with the reason, and may be sent again", () =>
    Effect.gen(function*() {
      const letters = yield* Letters
      const { admin } = yield* TestDatabase
      const send = letters.send(letter("bob@acme.test"), { event: "invitation:1", websiteId: null })
      const ledger = admin<{ state: string; reason: string | null }>`select state, reason from letter`
      assert.strictEqual((yield* Effect.flip(send)).reason, "mailbox full")
      assert.deepStrictEqual(yield* ledger, [{ state: "failed", reason: "mailbox full" }])
      yield* send
      assert.deepStrictEqual(yield* ledger, [{ state: "sent", reason: null }])
    }))
})

const settings = (entry: Entry) => Layer.succeed(Settings, {
  entry, publicUrl: "http://localhost:3000", dataDir: "/nowhere", signUp: "invite",
  secrets: { auth: Redacted.make(""), apiKey: Redacted.make(""), encryption: Redacted.make("") }
})

layer(outbox.layer.pipe(Layer.provideMerge(ground)), { excludeTestServices: true })("The outbox page", (it) => {
  const ask = Effect.fnUntraced(function*(path: string, options: { readonly entry?: Entry; readonly address?: string; readonly headers?: Record<string, string> } = {}) {
    const routes = outboxRoutes.layer.pipe(Layer.provide(settings(options.entry ?? "up")))
    const answer = yield* makeAnswer(routes, [], [])
    const request = new Request(`http://localhost:3000${path}`, { headers: { host: "localhost:3000", ...options.headers } })
    const response = yield* Effect.promise(() => answer(request, options.address ?? "127.0.0.1"))
    return { status: response.status, headers: response.headers, text: yield* Effect.promise(() => response.text()) }
  }, Effect.scoped)

  it.effect("shows letters newest first, each in a frame that can run nothing", () =>
    Effect.gen(function*() {
      const mailer = yield* Mailer
      assert.include((yield* ask("/dev/outbox")).text, "No letters yet.")
      yield* mailer.send(letter("first@acme.test"), "01A")
      yield* mailer.send(letter("second@acme.test", "<script>alert(1)</script>"), "01B")
      yield* mailer.send(letter("second@acme.test"), "01B")
      const list = yield* ask("/dev/outbox")
      assert.deepStrictEqual([...list.text.matchAll(/\w+@acme\.test/g)].map(([to]) => to), ["second@acme.test", "first@acme.test"])
      assert.notInclude(list.text, "<script>")
      const one = yield* ask("/dev/outbox/01A")
      assert.include(one.text, `sandbox="allow-popups allow-popups-to-escape-sandbox"`)
      assert.include(one.text, `<a href="http://localhost:3000/welcome/acme/join/1#secret=s3cret"`)
      const framed = yield* ask("/dev/outbox/01A/letter")
      assert.include(framed.headers.get("content-security-policy") ?? "", "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'self'; sandbox")
      assert.strictEqual((yield* ask("/dev/outbox/none")).status, 404)
      assert.include((yield* ask("/dev/outbox.css")).headers.get("content-type") ?? "", "text/css")
    }))

  it.effect("isn't there for other machines, foreign names, proxies, or in production", () =>
    Effect.gen(function*() {
      for (const options of [
        { address: "192.0.2.1" },
        { headers: { host: "evil.test" } },
        { headers: { "x-forwarded-for": "127.0.0.1" } },
        { entry: "start" as const }
      ]) {
        for (const path of ["/dev/outbox", "/dev/outbox/01A", "/dev/outbox/01A/letter", "/dev/outbox.css"]) {
          assert.strictEqual((yield* ask(path, options)).status, 404, JSON.stringify([path, options]))
        }
      }
    }))
})
