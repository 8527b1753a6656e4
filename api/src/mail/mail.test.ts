import { assert, describe, it, layer } from "@effect/vitest"
import * as ConfigProvider from "effect/ConfigProvider"
import * as Effect from "effect/Effect"
import { invitationLetter } from "./invitationLetter.ts"
import * as mail from "./layer.ts"
import { Letters } from "./Letters.ts"
import { Mailer } from "./Mailer.ts"
import * as Layer from "effect/Layer"
import { makeAnswer } from "../http/answer.ts"
import type { Entry } from "../settings/Settings.ts"
import { TestDatabase } from "../testing/TestDatabase.ts"
import * as outbox from "./outbox.ts"
import * as outboxRoutes from "./outboxRoutes.ts"
import * as sampleRoutes from "../notifications/sampleRoutes.ts"
import { letterWorld, testSettings } from "./testing/letterWorld.ts"

const letter = (to: string, inviterName = "Olga Owner") => invitationLetter({
  to, inviterName, organizationName: "Acme", websiteName: "Acme Shop", logoUrl: null, url: "http://localhost:3000/welcome/acme/join/1#secret=s3cret"
})

describe("The choice of a mailer", () => {
  const choose = (values: Record<string, string>) =>
    Effect.exit(mail.choice).pipe(Effect.provide(ConfigProvider.layer(ConfigProvider.fromUnknown(values))))

  for (const [values, ...sentences] of [
    [{}, "EMAIL_TRANSPORT_PROVIDER is not set, which asks for letters to be sent by resend", "RESEND_API_KEY is missing", "EMAIL_TRANSPORT_PROVIDER=outbox"],
    [{ EMAIL_TRANSPORT_PROVIDER: "ses" }, "SES_ACCESS_KEY_ID is missing", "SES_SECRET_ACCESS_KEY is missing", "EMAIL_NOTIFICATION_FROM is missing"],
    [{ EMAIL_TRANSPORT_PROVIDER: "smtp", EMAIL_NOTIFICATION_FROM: "me", SMTP_PORT: "many", SMTP_USERNAME: "mia" },
      "SMTP_HOST is missing", "SMTP_PORT wants a whole number", "SMTP_PASSWORD is missing", "EMAIL_NOTIFICATION_FROM wants an address"],
    [{ EMAIL_TRANSPORT_PROVIDER: "smtp", EMAIL_NOTIFICATION_FROM: "me@acme.test", SMTP_HOST: "localhost", SMTP_BOUNCE_ADDRESS: "nobody" },
      "SMTP_BOUNCE_ADDRESS wants an address"],
    [{ EMAIL_TRANSPORT_PROVIDER: "pigeon" }, "EMAIL_TRANSPORT_PROVIDER is one of resend, ses, smtp, outbox, not pigeon."],
    [{ EMAIL_TRANSPORT_PROVIDER: "SES" }, "EMAIL_TRANSPORT_PROVIDER is one of resend, ses, smtp, outbox, not SES."]
  ] as const) {
    it.effect(`stops the start where ${JSON.stringify(values)} can't be served, and says what to set`, () =>
      Effect.gen(function*() {
        const said = String(yield* choose(values))
        for (const sentence of sentences) assert.include(said, sentence)
      }))
  }

  for (const [provider, values] of Object.entries({
    outbox: {},
    resend: { RESEND_API_KEY: "re_1", EMAIL_NOTIFICATION_FROM: "support@acme.test" },
    ses: { SES_ACCESS_KEY_ID: "AKIA", SES_SECRET_ACCESS_KEY: "s", EMAIL_NOTIFICATION_FROM: "Acme <support@acme.test>" },
    smtp: { SMTP_HOST: "mail.acme.test", EMAIL_NOTIFICATION_FROM: "support@acme.test" }
  })) {
    it.effect(`is ${provider} where that is named and has what it needs`, () =>
      Effect.gen(function*() {
        assert.include(String(yield* choose({ EMAIL_TRANSPORT_PROVIDER: provider, ...values })), provider)
      }))
  }
})

describe("A letter", () => {
  it.effect("says the same as HTML and as text, and takes nobody's markup for its own", () => Effect.gen(function*() {
    const { html, subject, text } = yield* letter("bob@acme.test", `<img src=x onerror=alert(1)> & "Co"`)
    assert.include(subject, "<img src=x")
    assert.notInclude(html, "<img")
    assert.include(html, "&lt;img src=x onerror=alert(1)&gt; &amp; &quot;Co&quot; invites you to Acme")
    assert.include(html, `href="http://localhost:3000/welcome/acme/join/1#secret=s3cret"`)
    assert.include(text, "See the invitation: http://localhost:3000/welcome/acme/join/1#secret=s3cret")
  }))
})

layer(letterWorld(outbox.layer), { excludeTestServices: true })("The ledger", (it) => {
  it.effect("sends a letter about one thing to one person once", () =>
    Effect.gen(function*() {
      const letters = yield* Letters
      const { admin } = yield* TestDatabase
      for (const to of ["bob@acme.test", "bob@acme.test", "eve@acme.test"]) yield* letters.send(yield* letter(to), { event: "invitation:1", websiteId: null })
      yield* letters.send(yield* letter("bob@acme.test"), { event: "invitation:2", websiteId: null })
      const sent = yield* admin<{ recipient: string; event: string; state: string }>`select recipient, event, state from letter order by id`
      assert.deepStrictEqual(sent.map(({ event, recipient, state }) => `${event} ${recipient} ${state}`), [
        "invitation:1 bob@acme.test sent", "invitation:1 eve@acme.test sent", "invitation:2 bob@acme.test sent"
      ])
      assert.strictEqual((yield* admin`select from outbox`).length, 3)
      assert.notInclude(JSON.stringify(yield* admin`select * from letter`), "s3cret")
    }))
})

layer(outbox.layer.pipe(Layer.provideMerge(TestDatabase.layer)), { excludeTestServices: true })("The outbox page", (it) => {
  const ask = Effect.fnUntraced(function*(path: string, options: { readonly entry?: Entry; readonly address?: string; readonly headers?: Record<string, string> } = {}) {
    const routes = Layer.mergeAll(outboxRoutes.layer, sampleRoutes.layer).pipe(Layer.provide(testSettings(options.entry === "start" ? "start" : "up")))
    const answer = yield* makeAnswer(routes, [], [])
    const request = new Request(`http://localhost:3000${path}`, { headers: { host: "localhost:3000", ...options.headers } })
    const response = yield* Effect.promise(() => answer(request, options.address ?? "127.0.0.1"))
    return { status: response.status, headers: response.headers, text: yield* Effect.promise(() => response.text()) }
  }, Effect.scoped)

  it.effect("shows letters newest first, each in a frame that can run nothing", () =>
    Effect.gen(function*() {
      const mailer = yield* Mailer
      assert.include((yield* ask("/dev/outbox")).text, "No letters yet.")
      yield* mailer.send(yield* letter("first@acme.test"), "01A")
      yield* mailer.send(yield* letter("second@acme.test", "<script>alert(1)</script>"), "01B")
      yield* mailer.send(yield* letter("second@acme.test"), "01B")
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

  it.effect("shows every kind of letter before anybody gets one", () =>
    Effect.gen(function*() {
      const links = [...(yield* ask("/dev/letters")).text.matchAll(/href="(\/dev\/letters\/[^"]+)"/g)].map(([, path = ""]) => path)
      assert.includeMembers(links, ["visitor-ar", "visitor-pt-BR", "new-message", "mention", "escalation", "digest", "invitation", "password-reset", "confirm-email"].map((name) => `/dev/letters/${name}`))
      for (const path of links) {
        const { headers, text } = yield* ask(path)
        assert.include(text, "<html", path)
        assert.notMatch(text, /\{\w+\}|undefined|[\uE000\uE001]/, path)
        assert.include(headers.get("content-security-policy") ?? "", "sandbox")
      }
      assert.strictEqual((yield* ask("/dev/letters/toString")).status, 404)
    }))

  it.effect("isn't there for other machines, foreign names, proxies, or in production", () =>
    Effect.gen(function*() {
      for (const options of [
        { address: "192.0.2.1" },
        { headers: { host: "evil.test" } },
        { headers: { "x-forwarded-for": "127.0.0.1" } },
        { entry: "start" as const }
      ]) {
        for (const path of ["/dev/letters", "/dev/letters/digest", "/dev/outbox", "/dev/outbox/01A", "/dev/outbox/01A/letter", "/dev/outbox.css"]) {
          assert.strictEqual((yield* ask(path, options)).status, 404, JSON.stringify([path, options]))
        }
      }
    }))
})
