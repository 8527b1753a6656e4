import { assert, describe, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import { Server } from "../http/Server.ts"
import { sampleServer } from "./testing/SampleServer.ts"
import { type Frame, request, WireSocket } from "./testing/wireClient.ts"

const open = (headers?: Record<string, string>) =>
  Effect.flatMap(Server, ({ port }) => WireSocket.open(`ws://127.0.0.1:${port}/rpc/widget`, headers))
const post = (message: object, headers: Record<string, string>) => Effect.flatMap(Server, ({ port }) => Effect.promise(async () => {
  const response = await fetch(`http://127.0.0.1:${port}/rpc/widget`, { method: "POST", body: JSON.stringify(message), headers })
  return JSON.parse(await response.text()) as Frame
}))
const issueOf = (frame: Frame) => ((frame.exit?.cause?.[0]?.error ?? frame.defect) as { readonly issue?: string } | undefined)?.issue
const callerOf = (frame: Frame) => (frame.exit?.value as { readonly headers: { readonly authorization?: string } } | undefined)?.headers.authorization
const nested = (levels: number): unknown => levels === 0 ? 1 : [nested(levels - 1)]

describe("a frame's envelope", () => {
  it.live("has an id of up to 64 characters or a number that JSON keeps, which comes back as it was", () => Effect.gen(function*() {
    const socket = yield* open()
    for (const id of ["i".repeat(64), "", 0, -1, Number.MAX_SAFE_INTEGER]) {
      assert.deepInclude(yield* socket.call(id, "greet", { name: "Ann" }), { requestId: id, exit: { _tag: "Success", value: { text: "hello Ann" } } })
    }
    for (const id of ["i".repeat(65), Number.MAX_SAFE_INTEGER + 1]) {
      socket.send(request(id, "greet", { name: "Ann" }))
      assert.strictEqual(issueOf(yield* socket.next(({ _tag }) => _tag === "Defect")), "Expected id to be a short string or a safe integer", String(id))
    }
  }).pipe(Effect.scoped, Effect.provide(sampleServer())))

  it.live("says who asks before the connection does, over a socket and over HTTP", () => Effect.gen(function*() {
    const connected = { authorization: "Bearer connection" }
    const own = [["authorization", "Bearer frame"]] as const
    const socket = yield* open(connected)
    assert.strictEqual(callerOf(yield* socket.call(1, "whoami", undefined, own)), "Bearer frame")
    assert.strictEqual(callerOf(yield* socket.call(2, "whoami")), "Bearer connection")
    assert.strictEqual(callerOf(yield* post(request(1, "whoami", undefined, own), connected)), "Bearer frame")
    assert.strictEqual(callerOf(yield* post(request(2, "whoami"), connected)), "Bearer connection")
  }).pipe(Effect.scoped, Effect.provide(sampleServer())))

  it.live("is read for its authorization past headers that are none", () => Effect.gen(function*() {
    const socket = yield* open()
    for (const strange of [null, 7, "authorization", ["authorization"], ["authorization", 7], {}]) {
      socket.send({ _tag: "Request", id: 1, tag: "whoami", payload: null, headers: [strange, ["Authorization", "Bearer x"]] })
      assert.strictEqual(callerOf(yield* socket.next(({ requestId }) => requestId === 1)), "Bearer x", JSON.stringify(strange))
    }
  }).pipe(Effect.scoped, Effect.provide(sampleServer())))

  it.live("holds a payload of 24 levels, and none of 25", () => Effect.gen(function*() {
    const socket = yield* open()
    // The payload itself is one of them.
    assert.include(issueOf(yield* socket.call(1, "greet", { name: nested(23) })), `["name"]`)
    assert.strictEqual(issueOf(yield* socket.call(2, "greet", { name: nested(24) })), "Nested deeper than 24")
  }).pipe(Effect.scoped, Effect.provide(sampleServer())))

  it.live("brings text that a database can keep: without NUL, and no half of an emoji", () => Effect.gen(function*() {
    const socket = yield* open()
    assert.deepStrictEqual((yield* socket.call(1, "greet", { name: "A\u0000nn\ud83d" })).exit, { _tag: "Success", value: { text: "hello Ann\ufffd" } })
  }).pipe(Effect.scoped, Effect.provide(sampleServer())))
})
