import { assert, describe, it } from "@effect/vitest"
import * as ConfigProvider from "effect/ConfigProvider"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Redacted from "effect/Redacted"
import { Mailer } from "../mail/Mailer.ts"
import { Settings } from "../settings/Settings.ts"
import { ReplyAddress } from "./ReplyAddress.ts"
import { smtpSettings } from "./smtpSettings.ts"

const env = (values: Record<string, string>) => ConfigProvider.layer(ConfigProvider.fromEnvRecord(values))
const addressesWith = (provider: Mailer["Service"]["provider"], values: Record<string, string>, encryption = "c".repeat(32)) =>
  Layer.fresh(ReplyAddress.layer).pipe(Layer.provide([
    Layer.mock(Mailer, { provider, offers: { scheduledAt: false, tags: false, marketing: true, repeats: true } }),
    Layer.succeed(Settings, {
      entry: "test", publicUrl: "http://localhost:3000", dataDir: "/nowhere", signUp: "invite",
      secrets: { auth: Redacted.make(""), apiKey: Redacted.make(""), encryption: Redacted.make(encryption) }
    }),
    env(values)
  ]))

const place = { websiteId: "01JZ0000000000000000000000", conversationId: "COABCDEFGHIJ123456", recipient: { type: "member", id: "Kq81-Abc" } } as const
const both = { EMAIL_RESEND_INBOUND_DOMAIN: "In.Example.com", EMAIL_SES_INBOUND_DOMAIN: "ses-in.example.com" }

describe("A reply address", () => {
  it.effect("stands at the domain of the transport in use, is always the same, and fits into a letter's head", () => Effect.gen(function*() {
    const domainOf = (provider: Mailer["Service"]["provider"], values: Record<string, string>) =>
      ReplyAddress.use(({ mint }) => mint(place)).pipe(Effect.provide(addressesWith(provider, values)), Effect.map((address) => address?.split("@")[1] ?? null))
    assert.strictEqual(yield* domainOf("resend", both), "in.example.com")
    assert.strictEqual(yield* domainOf("ses", both), "ses-in.example.com")
    assert.strictEqual(yield* domainOf("smtp", { ...both, SMTP_INBOUND_DOMAIN: "mx.example.com" }), "mx.example.com")
    assert.strictEqual(yield* domainOf("smtp", { EMAIL_SES_INBOUND_DOMAIN: "ses-in.example.com" }), "ses-in.example.com", "another one that is set")
    assert.isNull(yield* domainOf("outbox", {}))
    const { mint } = yield* ReplyAddress
    const address = yield* mint(place)
    assert.strictEqual(address, yield* mint(place))
    assert.match(address ?? "", /^conv-coabcdefghij123456-[a-z2-7]{26}@in\.example\.com$/)
    assert.isAtMost((address ?? "").split("@")[0]?.length ?? 99, 64)
  }).pipe(Effect.provide(addressesWith("resend", both))))

  it.effect("is read at every domain that is set, in any case, and believed for its own place alone", () => Effect.gen(function*() {
    const { mint, parse, verify } = yield* ReplyAddress
    const address = (yield* mint(place)) ?? ""
    const other = address.replace("in.example.com", "ses-in.example.com").toUpperCase()
    for (const text of [address, other]) {
      const read = parse(text)
      assert.isTrue(read !== undefined && verify(read, place), text)
    }
    const read = parse(address)
    if (read === undefined) throw new Error("not read")
    assert.isFalse(verify(read, { ...place, websiteId: "01JZ0000000000000000000001" }))
    assert.isFalse(verify(read, { ...place, recipient: { type: "member", id: "kq81-abc" } }))
    assert.isFalse(verify(read, { ...place, recipient: { type: "visitor", id: "Kq81-Abc" } }))
    assert.isFalse(verify({ ...read, conversationId: "COABCDEFGHIJ123457" }, place))
    for (const wrong of [address.replace("in.example.com", "example.com"), address.replace("conv-", ""), "conv-coabcdefghij123456@in.example.com", "x@in.example.com", "", "@", address.replace("@", "@x@")]) {
      assert.isUndefined(parse(wrong), wrong)
    }
    const elsewhere = yield* ReplyAddress.use(({ verify }) => Effect.succeed(verify(read, place))).pipe(Effect.provide(addressesWith("resend", both, "d".repeat(32))))
    assert.isFalse(elsewhere, "made under another key")
  }).pipe(Effect.provide(addressesWith("resend", both))))

  it.effect("wrong settings stop the start with what to do", () => Effect.gen(function*() {
    const problem = (values: Record<string, string>) => Effect.map(Effect.flip(Effect.provide(smtpSettings, env(values))), ({ problems }) => problems[0] ?? "")
    assert.include(yield* problem({ SMTP_INBOUND_PORT: "25" }), "set SMTP_INBOUND_DOMAIN")
    assert.include(yield* problem({ SMTP_INBOUND_PORT: "many" }), "SMTP_INBOUND_PORT wants the port")
    const on = { SMTP_INBOUND_PORT: "25", SMTP_INBOUND_DOMAIN: "in.example.com" }
    assert.include(yield* problem({ ...on, SMTP_INBOUND_TLS_CERT: "/nowhere.pem" }), "SMTP_INBOUND_TLS_CERT names a file that can't be read")
    assert.include(yield* problem({ ...on, SMTP_INBOUND_PROTOCOL: "uucp" }), "SMTP_INBOUND_PROTOCOL is one of smtp, lmtp")
    assert.include(yield* problem({ ...on, SMTP_INBOUND_DOMAIN: "not a domain" }), "SMTP_INBOUND_DOMAIN wants the domain")
    assert.isNull(yield* Effect.provide(smtpSettings, env({})))
  }))
})
