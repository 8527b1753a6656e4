import { assert, describe, it, layer } from "@effect/vitest"
import * as ConfigProvider from "effect/ConfigProvider"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import { Audience } from "./Audience.ts"
import { TestDatabase } from "../testing/TestDatabase.ts"
import { TestProgram } from "../testing/TestProgram.ts"
import { until } from "../testing/until.ts"
import { LetterTimes } from "./LetterTimes.ts"
import { startHttpPeer } from "./testing/httpPeer.ts"

const quick = { look: 50, answer: 5000, lease: 10_000, pauseMs: 20, drain: 500 }
const audienceWith = (values: Record<string, string>) => Audience.layer.pipe(Layer.provide(ConfigProvider.layer(ConfigProvider.fromEnvRecord(values))))

describe("The audience", () => {
  it.live("is Resend's, whatever sends the letters: people come and go as they wish, and what it refuses is said", () => Effect.gen(function*() {
    const peer = startHttpPeer(() => Response.json({ object: "contact", id: "c1" }))
    yield* Effect.gen(function*() {
      const audience = yield* Audience
      assert.isTrue(audience.isOn)
      yield* audience.subscribe({ email: "mia@acme.test", name: "Mia" })
      yield* audience.unsubscribe("mia@acme.test")
      peer.answer = () => Response.json({ statusCode: 422, name: "validation_error", message: "No such audience" }, { status: 422 })
      assert.strictEqual((yield* Effect.flip(audience.subscribe({ email: "tom@acme.test" })))._tag, "AudienceUnavailable")
    }).pipe(Effect.provide(audienceWith({ EMAIL_TRANSPORT_PROVIDER: "ses", RESEND_API_KEY: "re_1", RESEND_AUDIENCE_ID: "aud_1", RESEND_BASE_URL: peer.url })))
    yield* Effect.promise(peer.close)
    assert.deepStrictEqual(peer.requests.map(({ method, path }) => `${method} ${path}`), [
      "POST /audiences/aud_1/contacts", "PATCH /audiences/aud_1/contacts/mia@acme.test", "POST /audiences/aud_1/contacts"
    ])
    assert.deepInclude(peer.requests[0]?.body, { email: "mia@acme.test", first_name: "Mia", unsubscribed: false })
    assert.deepInclude(peer.requests[1]?.body, { unsubscribed: true })
    assert.strictEqual(peer.requests[0]?.headers.get("authorization"), "Bearer re_1")
  }))

  it.live("takes off whoever's account is gone, and says when that wasn't done; who isn't there is done", () => Effect.gen(function*() {
    const answers = [
      () => new Response("down", { status: 503 }), () => Response.json({ object: "contact", deleted: true }),
      () => Response.json({ statusCode: 404, name: "not_found", message: "Contact not found" }, { status: 404 })
    ]
    const peer = startHttpPeer(() => (answers[peer.requests.length - 1] ?? answers[0])?.() ?? new Response(null))
    yield* Effect.gen(function*() {
      const { forget } = yield* Audience
      assert.strictEqual((yield* Effect.flip(forget("mia@acme.test")))._tag, "AudienceUnavailable")
      yield* forget("mia@acme.test")
      yield* forget("mia@acme.test")
    }).pipe(Effect.provide(audienceWith({ RESEND_API_KEY: "re_1", RESEND_AUDIENCE_ID: "aud_1", RESEND_BASE_URL: peer.url })), Effect.provideService(LetterTimes, quick))
    yield* Effect.promise(peer.close)
    assert.deepStrictEqual([...new Set(peer.requests.map(({ method, path }) => `${method} ${path}`))], ["DELETE /audiences/aud_1/contacts/mia@acme.test"])
  }))

  it.live("isn't there without an account, and then nothing happens", () => Effect.gen(function*() {
    const audience = yield* Audience
    assert.isFalse(audience.isOn)
    yield* audience.subscribe({ email: "mia@acme.test" })
  }).pipe(Effect.provide(audienceWith({}))))
})

const resend = startHttpPeer(() => resend.requests.length < 3 ? new Response("down", { status: 503 }) : Response.json({ object: "contact", id: "c1" }))

layer(TestProgram.layer({ RESEND_API_KEY: "re_1", RESEND_AUDIENCE_ID: "aud_1", RESEND_BASE_URL: resend.url }).pipe(Layer.provide(Layer.succeed(LetterTimes, quick))), {
  excludeTestServices: true, timeout: "60 seconds"
})("Whoever signs up", (it) => {
  it.effect("is in the audience, whatever sends the letters; signing up waits for nobody there", () => Effect.gen(function*() {
    // The account is made and used while Resend is down.
    const { client } = yield* (yield* TestProgram).firstOwner
    const me = yield* Effect.promise(() => client.call("me.get", undefined))
    yield* until(Effect.sync(() => resend.requests.length === 3))
    assert.deepStrictEqual(resend.requests.map(({ body, method, path }) => [`${method} ${path}`, body["email"], body["first_name"], body["unsubscribed"]]), Array.from({ length: 3 }, () => [
      "POST /audiences/aud_1/contacts", me.email, "Olga Owner", false
    ]))
  }))
})

const down = { isDown: false }
const gone = startHttpPeer(() => down.isDown ? new Response("down", { status: 503 }) : Response.json({ object: "contact", deleted: true }))

layer(TestProgram.layer({ RESEND_API_KEY: "re_1", RESEND_AUDIENCE_ID: "aud_1", RESEND_BASE_URL: gone.url }).pipe(Layer.provide(Layer.succeed(LetterTimes, quick))), {
  excludeTestServices: true, timeout: "60 seconds"
})("Whoever deletes their account", (it) => {
  it.effect("is taken off the audience in the background, by a job that outlives the request", () => Effect.gen(function*() {
    const { firstOwner, url } = yield* TestProgram
    const { admin } = yield* TestDatabase
    const { cookie } = yield* firstOwner
    yield* until(Effect.sync(() => gone.requests.length === 1))
    // A colleague who stays.
    yield* admin`insert into auth.users (id, name, email, "emailVerified", "updatedAt") values ('mia', 'Mia', 'mia@acme.test', true, now())`
    yield* admin`insert into member (organization_id, user_id, role) select id, 'mia', 'owner' from organization`
    down.isDown = true
    const answer = yield* Effect.promise(() => fetch(`${url}/api/auth/delete-user`, {
      method: "POST", headers: { "content-type": "application/json", origin: url, cookie }, body: JSON.stringify({ password: "correct horse" })
    }))
    assert.strictEqual(answer.status, 200)
    // Resend was asked and didn't do it: the job stays to be tried again.
    yield* until(Effect.map(admin<{ attempts: number; error: string | null }>`select attempts, last_error as error from job where kind = 'audience.forget'`,
      ([job]) => job !== undefined && job.attempts > 0 && job.error !== null))
    down.isDown = false
    yield* admin`update job set run_at = now() where kind = 'audience.forget'`
    yield* until(Effect.map(admin`select 1 from job where kind = 'audience.forget'`, ({ length }) => length === 0))
    assert.strictEqual(`${gone.requests.at(-1)?.method} ${gone.requests.at(-1)?.path}`, "DELETE /audiences/aud_1/contacts/olga@acme.test")
  }))
})

const away = { isDown: false }
const list = startHttpPeer(() => away.isDown ? new Response("down", { status: 503 }) : Response.json({ object: "contact", id: "c1" }))

layer(TestProgram.layer({ RESEND_API_KEY: "re_1", RESEND_AUDIENCE_ID: "aud_1", RESEND_BASE_URL: list.url }).pipe(Layer.provide(Layer.succeed(LetterTimes, quick))), {
  excludeTestServices: true, timeout: "60 seconds"
})("Whoever wants no news any more", (it) => {
  it.effect("is taken off even when Resend is down at that moment, and the last wish counts", () => Effect.gen(function*() {
    const { client, websiteId } = yield* (yield* TestProgram).firstOwner
    const { admin } = yield* TestDatabase
    yield* until(Effect.sync(() => list.requests.length === 1))
    const wish = (enabled: boolean) => Effect.promise(() => client.call("notifications.update", { websiteId: websiteId as never, settings: [{ channel: "email_marketing", enabled }] }))
    away.isDown = true
    yield* wish(false)
    yield* until(Effect.map(admin<{ attempts: number }>`select attempts from job where kind = 'audience.wish' and last_error is not null`, (jobs) => jobs.length === 1))
    yield* wish(true)
    yield* wish(false)
    yield* until(Effect.map(admin`select from job where kind = 'audience.wish' and last_error is not null`, (jobs) => jobs.length === 3))
    away.isDown = false
    list.requests.length = 0
    yield* admin`update job set run_at = now() where kind = 'audience.wish'`
    yield* until(Effect.map(admin`select from job where kind = 'audience.wish'`, (jobs) => jobs.length === 0))
    assert.deepStrictEqual([...new Set(list.requests.map(({ body, method, path }) => `${method} ${path} ${body["unsubscribed"]}`))], ["PATCH /audiences/aud_1/contacts/olga@acme.test true"])
  }))
})
