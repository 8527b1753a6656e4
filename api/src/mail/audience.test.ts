import { assert, describe, it } from "@effect/vitest"
import * as ConfigProvider from "effect/ConfigProvider"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import { Audience } from "./Audience.ts"
import { startHttpPeer } from "./testing/httpPeer.ts"

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

  it.live("isn't there without an account, and then nothing happens", () => Effect.gen(function*() {
    const audience = yield* Audience
    assert.isFalse(audience.isOn)
    yield* audience.subscribe({ email: "mia@acme.test" })
  }).pipe(Effect.provide(audienceWith({}))))
})
