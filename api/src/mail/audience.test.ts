import { assert, describe, it, layer } from "@effect/vitest"
import * as ConfigProvider from "effect/ConfigProvider"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import { Audience } from "./Audience.ts"
import { TestProgram } from "../testing/TestProgram.ts"
import { until } from "../testing/until.ts"
import { LetterTimes } from "./LetterTimes.ts"
import { startHttpPeer } from "./testing/httpPeer.ts"

const quick = { look: 50, answer: 5000, lease: 10_000, pauseMs: 20, drain: 500 }
const audienceWith = (values: Record<string, string>) => Audience.layer.pipe(Layer.provide(ConfigProvider.layer(ConfigProvider.fromEnvRecord(values))))

describe("The audience", () => {
  it.live("is Resend's, whatever sends the letters: people come and go as they wish, and a refusal stops nobody", () => Effect.gen(function*() {
    const peer = startHttpPeer(() => Response.json({ object: "contact", id: "c1" }))
    yield* Effect.gen(function*() {
      const audience = yield* Audience
      assert.isTrue(audience.isOn)
      yield* audience.subscribe({ email: "mia@acme.test", name: "Mia" })
      yield* audience.unsubscribe("mia@acme.test")
      peer.answer = () => Response.json({ statusCode: 422, name: "validation_error", message: "No such audience" }, { status: 422 })
      yield* audience.subscribe({ email: "tom@acme.test" })
    }).pipe(Effect.provide(audienceWith({ EMAIL_TRANSPORT_PROVIDER: "ses", RESEND_API_KEY: "re_1", RESEND_AUDIENCE_ID: "aud_1", RESEND_BASE_URL: peer.url })))
    yield* Effect.promise(peer.close)
    assert.deepStrictEqual(peer.requests.map(({ method, path }) => `${method} ${path}`), [
      "POST /audiences/aud_1/contacts", "PATCH /audiences/aud_1/contacts/mia@acme.test", "POST /audiences/aud_1/contacts"
    ])
    assert.deepInclude(peer.requests[0]?.body, { email: "mia@acme.test", first_name: "Mia", unsubscribed: false })
    assert.deepInclude(peer.requests[1]?.body, { unsubscribed: true })
    assert.strictEqual(peer.requests[0]?.headers.get("authorization"), "Bearer re_1")
  }))

  it.live("takes off whoever's account is gone, and asks again while Resend is down", () => Effect.gen(function*() {
    const peer = startHttpPeer(() => peer.requests.length < 3 ? new Response("down", { status: 503 }) : Response.json({ object: "contact", deleted: true }))
    yield* Effect.gen(function*() {
      yield* (yield* Audience).forget("mia@acme.test")
      yield* until(Effect.sync(() => peer.requests.length === 3))
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
