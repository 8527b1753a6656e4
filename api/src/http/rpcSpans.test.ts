import { newConversationId } from "@cossistant/core/conversations/newConversationId"
import { assert, describe, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import { ulid } from "ulid"
import { overHttp } from "../proofs/calls.ts"
import { TestProgram } from "../testing/TestProgram.ts"
import { RpcSpans } from "./rpcSpans.ts"
import { collector } from "./testing/collector.ts"

interface Span {
  readonly name: string
  readonly kind: number
  readonly parentSpanId?: string
  readonly attributes: ReadonlyArray<{ readonly key: string; readonly value: { readonly stringValue?: string } }>
  readonly status: { readonly code: number }
}

/** The spans of one body as OTLP over JSON writes them (https://opentelemetry.io/docs/specs/otlp/#json-protobuf-encoding). */
const spansOf = (body: string): ReadonlyArray<Span> =>
  (JSON.parse(body) as { resourceSpans: ReadonlyArray<{ scopeSpans: ReadonlyArray<{ spans: ReadonlyArray<Span> }> }> })
    .resourceSpans.flatMap(({ scopeSpans }) => scopeSpans.flatMap(({ spans }) => spans))

/** A little of everything, asked of a whole program; gives its site. */
const talk = Effect.gen(function*() {
  const { firstOwner, url, widget } = yield* TestProgram
  const { cookie, testKey, websiteId } = yield* firstOwner
  return yield* Effect.promise(async () => {
    const visitor = widget(testKey)
    await visitor.begin()
    await visitor.call("conversations.send", { conversationId: newConversationId(), messageId: ulid(), text: "my secret words" })
    await visitor.call("conversations.timeline", { conversationId: newConversationId() }).catch(() => undefined)
    const asOwner = overHttp(url, { door: "inbox", origin: url, cookie })
    await asOwner("inbox.counts", { websiteId, isTest: true })
    await asOwner("inbox.counts", { websiteId: ulid(), isTest: true })
    return websiteId
  })
})

describe("Spans of requests", () => {
  it.live("tell a collector of each one its procedure, door, site and outcome, and nothing that was said", () =>
    Effect.gen(function*() {
      const { received, url } = yield* collector
      const websiteId = yield* Effect.provide(talk, TestProgram.layer({ OTEL_EXPORTER_OTLP_ENDPOINT: url }))
      const bodies = received.get("/v1/traces") ?? []
      const told = bodies.flatMap(spansOf).filter(({ kind }) => kind === 2).map(({ attributes, name, status }) => [
        name, ...["door", "website", "outcome"].map((wanted) => attributes.find(({ key }) => key === wanted)?.value.stringValue), status.code === 2
      ])
      for (const expected of [
        ["visitors.start", "widget", websiteId, "Success", false],
        ["conversations.send", "widget", websiteId, "Success", false],
        ["conversations.timeline", "widget", websiteId, "ConversationNotFound", false],
        ["inbox.counts", "inbox", websiteId, "Success", false],
        ["inbox.counts", "inbox", undefined, "WebsiteNotFound", false]
      ]) assert.deepInclude(told, expected, JSON.stringify(told))
      assert.strictEqual(told.filter(([name]) => name === "conversations.send").length, 1)
      assert.notInclude(bodies.join(), "my secret words")
    }).pipe(Effect.scoped), 30_000)

  it.live("aren't made while nobody collects them", () =>
    Effect.gen(function*() {
      assert.isUndefined(yield* RpcSpans)
      assert.isUndefined(yield* Effect.provide(Effect.andThen(talk, RpcSpans), TestProgram.layer()))
    }), 30_000)
})
