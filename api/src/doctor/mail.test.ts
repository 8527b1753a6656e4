import { assert, describe, it } from "@effect/vitest"
import * as ConfigProvider from "effect/ConfigProvider"
import * as Effect from "effect/Effect"
import { rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import path from "node:path"
import { startHttpPeer } from "../mail/testing/httpPeer.ts"
import { localhostCertificate } from "../../../e2e/src/peers/localhostCertificate.ts"
import { startSmtpPeer } from "../../../e2e/src/peers/smtpPeer.ts"
import { mailIn, webhookDoors } from "./doors.ts"
import { mailOut } from "./mailOut.ts"
import { mailRecords } from "./mailRecords.ts"
import { Resolver } from "./Resolver.ts"

const set = (values: Record<string, string>) => Effect.provide(ConfigProvider.layer(ConfigProvider.fromEnvRecord({
  EMAIL_NOTIFICATION_FROM: "Support <support@mail.acme.test>", POLAR_ENABLED: "false", ...values
})))
const held = <A extends { readonly close: () => Promise<void> }>(start: () => A | Promise<A>) =>
  Effect.acquireRelease(Effect.promise(async () => start()), ({ close }) => Effect.promise(close))

const resend = (values: Record<string, string>) => mailOut("resend").pipe(set({ RESEND_API_KEY: "re_secret", ...values }))
const ses = (url: string) => mailOut("ses").pipe(set({ SES_REGION: "eu-west-1", SES_ACCESS_KEY_ID: "AKIATEST", SES_SECRET_ACCESS_KEY: "s", SES_ENDPOINT: url }))

describe("The doctor, about letters that leave (P30)", () => {
  it.effect("signs in at the mail server, and names a wrong password, TLS nobody trusts and nobody there", () => Effect.gen(function*() {
    const peer = yield* held(() => startSmtpPeer("starttls"))
    const file = path.join(tmpdir(), `doctor-ca-${peer.port}.pem`)
    yield* Effect.acquireRelease(Effect.sync(() => writeFileSync(file, localhostCertificate.cert)), () => Effect.sync(() => rmSync(file)))
    const server = { SMTP_HOST: "localhost", SMTP_PORT: String(peer.port), SMTP_USERNAME: "mia", SMTP_PASSWORD: "pass word", SMTP_CA_FILE: file }
    const cases = [
      [server, "ok", "takes letters from this account"],
      [{ ...server, SMTP_PASSWORD: "hunter2" }, "problem", "doesn't know SMTP_USERNAME with SMTP_PASSWORD"],
      [{ ...server, SMTP_CA_FILE: "" }, "problem", "TLS with localhost"],
      [{ ...server, SMTP_PORT: "1" }, "problem", "can't be reached"]
    ] as const
    for (const [values, level, words] of cases) {
      const found = yield* mailOut("smtp").pipe(set(values))
      assert.strictEqual(found.level, level, JSON.stringify(found))
      assert.include(found.detail, words)
      assert.notInclude(JSON.stringify(found), "hunter2")
    }
    assert.strictEqual(peer.received.length, 0)
  }).pipe(Effect.scoped))

  it.effect("asks Resend whether the sender's domain is verified", () => Effect.gen(function*() {
    const peer = yield* held(() => startHttpPeer(() => null))
    const domains = (status: string, name = "acme.test") => () => Response.json({ object: "list", data: [{ id: "d", name, status, created_at: "", region: "eu-west-1" }] })
    const refusal = (name: string, statusCode: number) => () => Response.json({ statusCode, name, message: "No." }, { status: statusCode })
    const cases = [
      [domains("verified"), "ok", "which is verified"],
      [domains("pending"), "problem", "isn't verified by Resend (pending)"],
      [domains("verified", "other.test"), "problem", "doesn't know the sender domain"],
      [refusal("restricted_api_key", 401), "note", "may only send"],
      [refusal("validation_error", 401), "problem", "refuses RESEND_API_KEY"]
    ] as const
    for (const [answer, level, words] of cases) {
      peer.answer = answer
      const found = yield* resend({ RESEND_BASE_URL: peer.url })
      assert.deepStrictEqual([found.level, found.detail.includes(words)], [level, true], found.detail)
    }
    assert.isTrue(peer.requests.every(({ headers, method, path }) => method === "GET" && path === "/domains" && headers.get("authorization") === "Bearer re_secret"))
    assert.include((yield* resend({ RESEND_BASE_URL: "http://127.0.0.1:1" })).detail, "can't be reached")
  }).pipe(Effect.scoped))

  it.effect("asks SES the same, and tells a key that may only send from a wrong one", () => Effect.gen(function*() {
    const peer = yield* held(() => startHttpPeer(() => null))
    const error = (name: string, status: number) => () => Response.json({ message: "No." }, { status, headers: { "x-amzn-errortype": name } })
    const cases = [
      [() => Response.json({ VerifiedForSendingStatus: true }), "ok", "which is verified"],
      [() => Response.json({ VerifiedForSendingStatus: false }), "problem", "isn't verified by SES in eu-west-1"],
      [error("NotFoundException", 404), "problem", "doesn't know the sender domain"],
      [error("AccessDeniedException", 403), "note", "may only send"],
      [error("InvalidClientTokenId", 403), "problem", "refuses the access key"]
    ] as const
    for (const [answer, level, words] of cases) {
      peer.answer = answer
      const found = yield* ses(peer.url)
      assert.deepStrictEqual([found.level, found.detail.includes(words)], [level, true], found.detail)
    }
    assert.isTrue(peer.requests.every(({ path }) => path === "/v2/email/identities/mail.acme.test"))
  }).pipe(Effect.scoped))
})

describe("The doctor, about the domains of letters (P30)", () => {
  const zone = (txt: Record<string, ReadonlyArray<string>>, mx: Record<string, ReadonlyArray<string>> = {}) =>
    Effect.provideService(Resolver, { txt: async (name) => txt[name] ?? [], mx: async (name) => mx[name] ?? [] })
  const inbound = { EMAIL_RESEND_INBOUND_DOMAIN: "in.acme.test" }

  it.effect("finds nothing to mend where SPF, DKIM, DMARC and MX stand", () => Effect.gen(function*() {
    const found = yield* mailRecords("resend").pipe(set(inbound), zone({
      "send.mail.acme.test": ["v=spf1 include:amazonses.com ~all"], "resend._domainkey.mail.acme.test": ["p=MIGfMA0"],
      "_dmarc.acme.test": ["v=DMARC1; p=reject"]
    }, { "in.acme.test": ["inbound-smtp.eu-west-1.amazonaws.com"] }))
    assert.deepStrictEqual(found.map(({ level }) => level), ["ok", "ok", "ok", "ok"], JSON.stringify(found))
  }))

  it.effect("names each record that is missing, with the record to add", () => Effect.gen(function*() {
    const found = yield* mailRecords("resend").pipe(set(inbound), zone({}))
    assert.deepStrictEqual(found.map(({ detail, level }) => [detail.split(":")[0], level]), [
      ["SPF", "warning"], ["DKIM", "problem"], ["DMARC", "warning"], ["MX", "problem"]
    ])
    assert.include(JSON.stringify(found), "v=DMARC1; p=none")
  }))

  it.effect("names two SPF records, a key that was withdrawn and letters that go to somebody else", () => Effect.gen(function*() {
    const found = yield* mailRecords("ses").pipe(set({ EMAIL_SES_INBOUND_DOMAIN: "in.acme.test", EMAIL_DKIM_SELECTOR: "s1" }), zone({
      "mail.acme.test": ["v=spf1 -all", "v=spf1 include:amazonses.com ~all"], "s1._domainkey.mail.acme.test": ["v=DKIM1; p="], "_dmarc.mail.acme.test": ["v=DMARC1; p=none"]
    }, { "in.acme.test": ["mx.elsewhere.test"] }))
    assert.deepStrictEqual(found.map(({ level }) => level), ["problem", "problem", "ok", "problem"], JSON.stringify(found))
    assert.include(found[3]?.detail, "mx.elsewhere.test")
  }))

  it.effect("says so when DNS doesn't answer", () => Effect.gen(function*() {
    const silent = async () => { throw new Error("SERVFAIL") }
    const found = yield* mailRecords("smtp").pipe(set({}), Effect.provideService(Resolver, { txt: silent, mx: silent }))
    assert.isTrue(found.some(({ detail }) => detail.includes("DNS didn't answer: SERVFAIL")))
  }))
})

describe("The doctor, about answers by mail (P30)", () => {
  it.effect("names a domain whose door is closed, and that there is no way in at all", () => Effect.gen(function*() {
    const open = yield* mailIn.pipe(set({ EMAIL_SES_INBOUND_DOMAIN: "in.acme.test", SES_WEBHOOK_SECRET: "secret" }))
    assert.deepStrictEqual(open.map(({ level }) => level), ["ok"])
    const closed = yield* mailIn.pipe(set({ EMAIL_SES_INBOUND_DOMAIN: "in.acme.test" }))
    assert.include(JSON.stringify(closed), "SES_WEBHOOK_SECRET is not set")
    assert.deepStrictEqual((yield* mailIn.pipe(set({}))).map(({ level }) => level), ["warning"])
  }))

  it.effect("names doors nobody answers at, as a warning while the server isn't running", () => Effect.gen(function*() {
    const knock = (isRunning: boolean) => webhookDoors("http://127.0.0.1:1", isRunning).pipe(set({ SES_WEBHOOK_SECRET: "secret" }))
    assert.deepStrictEqual((yield* knock(true)).map(({ level }) => level), ["problem", "problem"])
    assert.deepStrictEqual((yield* knock(false)).map(({ level }) => level), ["warning", "warning"])
  }))
})
