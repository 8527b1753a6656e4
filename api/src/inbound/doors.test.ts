import { assert, layer } from "@effect/vitest"
import * as Effect from "effect/Effect"
import { createHmac } from "node:crypto"
import { readdirSync, readFileSync } from "node:fs"
import { TestDatabase } from "../testing/TestDatabase.ts"
import { letter } from "../../../e2e/src/peers/letters.ts"
import { sesSecret } from "../../../e2e/src/peers/sesBridge.ts"
import { MailDesk } from "./testing/MailDesk.ts"
import { callOfResend, resendPeer } from "../../../e2e/src/peers/resendPeer.ts"

interface Payload {
  readonly door: "resend" | "inbound" | "events"
  readonly body: unknown
  readonly status: number
  readonly entries: ReadonlyArray<string>
}

const resend = resendPeer()
const entry = (to: string, text: string, more: object = {}) => ({
  eventType: "email.received", from: "vera@visitor.test", to: [to], receivedAt: "2026-11-05T10:00:00Z",
  raw: Buffer.from(letter({ from: "vera@visitor.test", to, text })).toString("base64"), ...more
})

layer(MailDesk.layer({ RESEND_API_KEY: "re_test_key", RESEND_BASE_URL: resend.url }), { excludeTestServices: true, timeout: "60 seconds" })("The doors for letters", (it) => {
  it.effect("believe a signed call once, within its time, and nothing else (P26)", () => Effect.gen(function*() {
    const { bridge, talk, url } = yield* MailDesk
    yield* Effect.promise(async () => {
      const { messages, visitorAddress } = await talk()
      const now = Math.floor(Date.now() / 1000)
      const body = JSON.stringify(entry(visitorAddress, "Signed."))
      const sign = (timestamp: string, secret = sesSecret) => createHmac("sha256", secret).update(`${timestamp}.${body}`).digest("hex")
      const refusals = [
        [{ "x-cossistant-signature": "" }, "unsigned"],
        [{ "x-cossistant-signature": `sha256=${sign(String(now), "another secret")}`, "x-cossistant-timestamp": String(now) }, "wrong_signature"],
        [{ "x-cossistant-signature": "sha256=00" }, "wrong_signature"],
        [{ "x-cossistant-timestamp": String(now - 301), "x-cossistant-signature": `sha256=${sign(String(now - 301))}` }, "stale"],
        [{ "x-cossistant-timestamp": String(now + 400), "x-cossistant-signature": `sha256=${sign(String(now + 400))}` }, "stale"],
        [{ "x-cossistant-timestamp": "yesterday" }, "stale"]
      ] as const
      for (const [headers, reason] of refusals) {
        assert.deepStrictEqual(await bridge("inbound", body, headers), { status: 401, body: { _tag: "CallRefused", reason } as never }, reason)
      }
      assert.strictEqual((await messages()).length, 2)
      // Seconds or milliseconds, with or without the algorithm's name.
      const headers = { "x-cossistant-timestamp": String(now * 1000), "x-cossistant-signature": sign(String(now * 1000)) }
      assert.strictEqual((await bridge("inbound", body, headers)).status, 200)
      assert.deepStrictEqual((await bridge("inbound", body, headers)).body, { _tag: "CallRefused", reason: "replayed" } as never)
      assert.strictEqual((await messages()).length, 3)

      const event = { type: "email.delivered", created_at: "2026-11-05T10:00:00Z", data: { email_id: "em_9" } }
      const call = (more: Readonly<Record<string, string>>) => callOfResend(url, event, more)
      assert.deepStrictEqual((await call({ "svix-signature": "v1,AAAA" })).body, { _tag: "CallRefused", reason: "wrong_signature" })
      assert.deepStrictEqual((await call({ "svix-signature": "" })).body, { _tag: "CallRefused", reason: "unsigned" })
      assert.deepStrictEqual((await call({ "svix-timestamp": String(now - 600) })).body, { _tag: "CallRefused", reason: "stale" })
      const same = { "svix-id": "msg_1", "svix-timestamp": String(now) }
      assert.deepStrictEqual([(await call(same)).status, (await call(same)).body["reason"]], [200, "replayed"])
    })
  }))

  it.effect("know a call again however its signature is written, and believe none with more behind it (P26)", () => Effect.gen(function*() {
    const { bridge, talk } = yield* MailDesk
    yield* Effect.promise(async () => {
      const { messages, visitorAddress } = await talk()
      const timestamp = String(Math.floor(Date.now() / 1000))
      const body = JSON.stringify(entry(visitorAddress, "Said once."))
      const signature = createHmac("sha256", sesSecret).update(`${timestamp}.${body}`).digest("hex")
      const again = (written: string) => bridge("inbound", body, { "x-cossistant-timestamp": timestamp, "x-cossistant-signature": written })
      assert.strictEqual((await again(signature)).status, 200)
      for (const written of [signature, `sha256=${signature}`, signature.toUpperCase(), `SHA256=${signature}`]) {
        assert.deepStrictEqual((await again(written)).body, { _tag: "CallRefused", reason: "replayed" } as never, written)
      }
      for (const written of [`${signature}x`, `${signature}0`, `${signature} more`, signature.slice(1), `sha256=sha256=${signature}`]) {
        assert.deepStrictEqual((await again(written)).body, { _tag: "CallRefused", reason: "wrong_signature" } as never, written)
      }
      assert.strictEqual((await messages()).length, 3)
    })
  }))

  it.effect("take a hundred entries in a call, and none of a call that holds more", () => Effect.gen(function*() {
    const { bridge, talk } = yield* MailDesk
    yield* Effect.promise(async () => {
      const { messages, visitorAddress } = await talk()
      const many = (count: number) => [entry(visitorAddress, `One of ${count}.`), ...Array.from({ length: count - 1 }, () => ({ eventType: "nothing we know" }))]
      assert.strictEqual((await bridge("inbound", many(101))).status, 400)
      assert.strictEqual((await bridge("inbound", many(100))).status, 200)
      assert.deepStrictEqual((await messages()).slice(2).map(({ text }) => text), ["One of 100."])
    })
  }))

  it.effect("deal with each entry of a call by itself, and say what became of it", () => Effect.gen(function*() {
    const { bridge, talk } = yield* MailDesk
    yield* Effect.promise(async () => {
      const { messages, visitorAddress } = await talk()
      const answer = await bridge("inbound", [
        entry(visitorAddress, "First."), { eventType: "email.received" }, entry("nobody@ses.acme.test", "Lost."),
        entry(visitorAddress, "Bad.", { verdicts: { virus: "FAIL" } }), entry(visitorAddress, "Last.")
      ])
      assert.strictEqual(answer.status, 200)
      const { entries } = answer.body as { readonly entries: ReadonlyArray<{ readonly status: string; readonly reason?: string | null }> }
      assert.deepStrictEqual(entries.map(({ reason, status }) => `${status} ${reason ?? ""}`.trim()), ["taken", "invalid schema", "refused unknown_address", "dropped virus", "taken"])
      assert.deepStrictEqual((await messages()).slice(2).map(({ text }) => text), ["First.", "Last."])
      for (const body of ["", "no json", "[]", "7", "null"]) assert.strictEqual((await bridge("inbound", body)).status, 400, body)
      assert.strictEqual((await bridge("inbound", { eventType: "email.received" })).status, 400)
    })
  }))

  it.effect("note what providers tell of letters: delivered, bounced, complained of, whatever the order", () => Effect.gen(function*() {
    const { bridge, url, websiteId } = yield* MailDesk
    const { admin } = yield* TestDatabase
    yield* admin`insert into letter (id, website_id, recipient, event, kind, state, provider, provider_message_id) values
      ('S1', ${websiteId}, 'a@visitor.test', 'test:s1', 'new-message', 'sent', 'ses', 'ses-1'), ('S2', ${websiteId}, 'b@visitor.test', 'test:s2', 'new-message', 'sent', 'ses', 'ses-2'),
      ('R1', ${websiteId}, 'c@visitor.test', 'test:r1', 'new-message', 'sent', 'resend', 'em_3'), ('R2', ${websiteId}, 'd@visitor.test', 'test:r2', 'new-message', 'sent', 'resend', 'em_4')`
    const base = { occurredAt: "2026-11-05T10:00:00Z", provider: "ses" }
    yield* Effect.promise(async () => {
      assert.deepStrictEqual((await bridge("events", [
        { ...base, eventType: "email.delivered", eventId: "e1", recipientEmail: "a@visitor.test", messageId: "ses-1" },
        { ...base, eventType: "email.bounced", eventId: "e2", recipientEmail: "b@visitor.test", messageId: "ses-2", bounce: { type: "Permanent", subType: "General", message: "550 no such user" } },
        { ...base, eventType: "email.delayed", eventId: "e3", recipientEmail: "b@visitor.test", messageId: "ses-2" },
        { ...base, eventType: "email.opened", eventId: "e4", recipientEmail: "b@visitor.test" }
      ])).body, { received: true, entries: [{ status: "recorded", id: "S1" }, { status: "recorded", id: "S2" }, { status: "recorded", id: "S2" }, { status: "invalid", reason: "schema" }] } as never)
      const told = (type: string, email_id: string, more: object = {}) => callOfResend(url, { type, created_at: "2026-11-05T10:00:00Z", data: { email_id, to: ["x@y.z"], ...more } })
      await told("email.complained", "em_3")
      await told("email.bounced", "em_4", { bounce: { type: "Transient", subType: "MailboxFull", message: "full" } })
      assert.deepStrictEqual((await told("contact.created", "em_4")).body["entries"], [{ status: "ignored" }])
    })
    const rows = yield* admin<{ id: string; state: string }>`select id, state from letter where id in ('S1', 'S2', 'R1', 'R2') order by id`
    assert.deepStrictEqual(rows.map(({ id, state }) => `${id} ${state}`), ["R1 complained", "R2 bounced", "S1 delivered", "S2 bounced"])
    const suppressed = yield* admin<{ email: string }>`select email from suppression where lifted_at is null order by email`
    assert.deepStrictEqual(suppressed.map(({ email }) => email), ["b@visitor.test", "c@visitor.test"])
  }))

  const payloads = new URL("./corpus/payloads/", import.meta.url)
  const files = readdirSync(payloads)
  it.effect(`understand what vendors and bridges post, ${files.length} kinds of it, and say what became of each entry`, () => Effect.gen(function*() {
    const { bridge, url } = yield* MailDesk
    yield* Effect.promise(async () => {
      for (const file of files) {
        // Written with its answer, in this shape.
        const { body, door, entries, status } = JSON.parse(readFileSync(new URL(file, payloads), "utf8")) as Payload
        const answer: { readonly status: number; readonly body: unknown } = door === "resend" ? await callOfResend(url, body) : await bridge(door, body)
        const said = answer.body as { readonly entries: ReadonlyArray<{ readonly status: string }> }
        assert.deepStrictEqual([answer.status, said.entries.map(({ status }) => status)], [status, [...entries]], file)
      }
    })
  }))

  it.effect("ask for a letter again when its content can't be had, and take it then", () => Effect.gen(function*() {
    const { talk, url } = yield* MailDesk
    yield* Effect.promise(async () => {
      const { messages, visitorAddress } = await talk()
      resend.letters.set("em_5", { raw: letter({ from: "vera@visitor.test", to: visitorAddress, text: "Later." }), fields: { from: "vera@visitor.test", to: [visitorAddress], subject: "x", message_id: "<x@y>" } })
      const event = { type: "email.received", created_at: "2026-11-05T10:00:00Z", data: { email_id: "em_5" } }
      const same = { "svix-id": "msg_2", "svix-timestamp": String(Math.floor(Date.now() / 1000)) }
      resend.state.isDown = true
      assert.strictEqual((await callOfResend(url, event, same)).status, 503)
      resend.state.isDown = false
      assert.strictEqual((await callOfResend(url, event, same)).status, 200)
      assert.deepStrictEqual((await messages()).slice(2).map(({ text }) => text), ["Later."])
    })
  }))
})

layer(MailDesk.layer({ SES_WEBHOOK_SECRET: "", RESEND_WEBHOOK_SECRET: "" }), { excludeTestServices: true, timeout: "60 seconds" })("Doors without a secret", (it) => {
  it.effect("are closed, whatever transport letters leave by", () => Effect.gen(function*() {
    const { bridge, url } = yield* MailDesk
    yield* Effect.promise(async () => {
      for (const path of ["inbound", "events"] as const) assert.deepStrictEqual(await bridge(path, {}), { status: 401, body: { _tag: "CallRefused", reason: "no_secret" } as never })
      assert.deepStrictEqual(await callOfResend(url, {}), { status: 401, body: { _tag: "CallRefused", reason: "no_secret" } })
    })
  }))
})
