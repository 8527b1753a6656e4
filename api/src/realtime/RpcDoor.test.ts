import { assert, describe, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Logger from "effect/Logger"
import * as Stream from "effect/Stream"
import * as FetchHttpClient from "effect/http/FetchHttpClient"
import * as RpcClient from "effect/rpc/RpcClient"
import * as RpcSerialization from "effect/rpc/RpcSerialization"
import * as Socket from "effect/socket/Socket"
import { Server } from "../http/Server.ts"
import { SampleRpcs, sampleServer, TooShy, Witness } from "./testing/SampleServer.ts"
import { request, WireSocket } from "./testing/wireClient.ts"

const socketUrl = Effect.map(Server, ({ port }) => `ws://127.0.0.1:${port}/rpc/widget?key=pk_test_1`)
const post = (body: string, headers: Record<string, string> = {}) =>
  Effect.flatMap(Server, ({ port }) =>
    Effect.promise(async () => {
      const response = await fetch(`http://127.0.0.1:${port}/rpc/widget`, { method: "POST", body, headers })
      const text = await response.text()
      return { response, frames: text.split("\n").filter((line) => line !== "").map((line) => JSON.parse(line)) }
    }))
const lines = (...messages: ReadonlyArray<unknown>) => messages.map((message) => JSON.stringify(message) + "\n").join("")
const failure = (error: unknown) => ({ _tag: "Failure", cause: [{ _tag: "Fail", error }] })

describe("a door", () => {
  it.live("answers the same over a socket and over HTTP", () =>
    Effect.gen(function*() {
      const socket = yield* WireSocket.open(yield* socketUrl)
      const greeted = { _tag: "Success", value: { text: "hello Ann" } }
      assert.deepStrictEqual((yield* socket.call(1, "greet", { name: "Ann" })).exit, greeted)
      assert.deepStrictEqual((yield* socket.call("two", "greet", { name: "shy" })).exit, failure({ _tag: "TooShy", name: "shy" }))
      const { frames, response } = yield* post(lines(request(1, "greet", { name: "Ann" }), request("two", "greet", { name: "shy" })))
      assert.deepStrictEqual(frames, [
        { _tag: "Exit", requestId: 1, exit: greeted },
        { _tag: "Exit", requestId: "two", exit: failure({ _tag: "TooShy", name: "shy" }) }
      ])
      assert.strictEqual(response.headers.get("cache-control"), "no-store")
      assert.strictEqual(response.headers.get("access-control-allow-origin"), "*")
    }).pipe(Effect.scoped, Effect.provide(sampleServer())))

  it.live("streams to its end over a socket and over HTTP, without acks", () =>
    Effect.gen(function*() {
      const socket = yield* WireSocket.open(yield* socketUrl)
      const end = { _tag: "Exit", requestId: 1, exit: { _tag: "Success", value: null } }
      assert.deepStrictEqual(yield* socket.call(1, "count", { to: 3 }), end)
      assert.deepStrictEqual(socket.frames, [{ _tag: "Chunk", requestId: 1, values: [1, 2, 3] }])
      const { frames } = yield* post(lines(request(1, "count", { to: 3 })))
      assert.deepStrictEqual(frames, [{ _tag: "Chunk", requestId: 1, values: [1, 2, 3] }, end])
    }).pipe(Effect.scoped, Effect.provide(sampleServer())))

  it.live("knows a caller by the upgrade alone, whatever its frames claim", () =>
    Effect.gen(function*() {
      const socket = yield* WireSocket.open(yield* socketUrl, {
        origin: "https://shop.test", cookie: "a=b", "user-agent": "Test/1", "x-forwarded-for": "203.0.113.9, 198.51.100.7"
      })
      const claims = ["origin", "cookie", "x-forwarded-for", "x-public-key"].map((name) => [name, "forged"] as const)
      const frame = yield* socket.call(1, "whoami", undefined, [...claims, ["Authorization", "Bearer vs_1"]])
      const known = frame.exit?.value as { readonly connection: object; readonly headers: object } | undefined
      assert.deepStrictEqual(known?.headers, { authorization: "Bearer vs_1" })
      assert.deepInclude(known?.connection, {
        door: "widget", transport: "socket", origin: "https://shop.test", cookie: "a=b", address: "198.51.100.7", publicKey: "pk_test_1", userAgent: "Test/1"
      })
    }).pipe(Effect.scoped, Effect.provide(sampleServer())))

  it.live("knows a caller over HTTP by the request's headers", () =>
    Effect.gen(function*() {
      const { frames } = yield* post(lines(request(1, "whoami", undefined, [["x-public-key", "forged"]])), {
        origin: "https://shop.test", "x-public-key": "pk_test_2", authorization: "Bearer vs_2"
      })
      assert.deepInclude(frames[0].exit.value.connection, { transport: "request", origin: "https://shop.test", publicKey: "pk_test_2" })
      assert.deepStrictEqual(frames[0].exit.value.headers, { authorization: "Bearer vs_2" })
    }).pipe(Effect.scoped, Effect.provide(sampleServer())))

  it.live("tells a refused caller why in one frame, and not to come back", () =>
    Effect.gen(function*() {
      const refused = { _tag: "Refused", error: { _tag: "NotWelcome", origin: "https://evil.test" } }
      const socket = yield* WireSocket.open(yield* socketUrl, { origin: "https://evil.test" })
      assert.strictEqual((yield* Effect.promise(() => socket.closed)).code, 4403)
      assert.deepStrictEqual(socket.frames, [refused])
      const { frames, response } = yield* post(lines(request(1, "greet", { name: "Ann" })), { origin: "https://evil.test" })
      assert.deepStrictEqual([response.status, response.headers.get("access-control-allow-origin")], [403, "*"])
      assert.deepStrictEqual(frames, [refused])
    }).pipe(Effect.scoped, Effect.provide(sampleServer())))

  it.live("lets a caller come back whom it couldn't check", () =>
    Effect.gen(function*() {
      const socket = yield* WireSocket.open(yield* socketUrl, { origin: "https://broken.test" })
      assert.strictEqual((yield* Effect.promise(() => socket.closed)).code, 1011)
      assert.match(JSON.stringify(socket.frames), /^\[{"_tag":"Defect","defect":{"_tag":"InternalError","id":"[0-9a-f-]{36}"}}\]$/)
      const { response } = yield* post(lines(request(1, "greet", { name: "Ann" })), { origin: "https://broken.test" })
      assert.strictEqual(response.status, 500)
    }).pipe(Effect.scoped, Effect.provide(sampleServer())))

  it.live("speaks with Effect's own client, over both transports", () =>
    Effect.gen(function*() {
      const { port } = yield* Server
      const url = `127.0.0.1:${port}/rpc/widget`
      const overSocket = RpcClient.layerProtocolSocket().pipe(
        Layer.provide(Socket.layerWebSocket(`ws://${url}`).pipe(Layer.provide(Socket.layerWebSocketConstructorGlobal)))
      )
      const overHttp = RpcClient.layerProtocolHttp({ url: `http://${url}` }).pipe(Layer.provide(FetchHttpClient.layer))
      for (const protocol of [overSocket, overHttp]) {
        yield* Effect.gen(function*() {
          const client = yield* RpcClient.make(SampleRpcs)
          assert.deepStrictEqual(yield* client.greet({ name: "Ann" }), { text: "hello Ann" })
          assert.deepStrictEqual(yield* Effect.flip(client.greet({ name: "shy" })), new TooShy({ name: "shy" }))
          assert.deepStrictEqual(yield* Stream.runCollect(client.count({ to: 1000 })), Array.from({ length: 1000 }, (_, n) => n + 1))
          assert.deepStrictEqual(yield* Stream.runCollect(Stream.take(client.listen({ topics: [] }), 1)), [{ _tag: "First" }])
        }).pipe(Effect.scoped, Effect.provide(Layer.provide(protocol, RpcSerialization.layerNdjson)))
      }
    }).pipe(Effect.scoped, Effect.provide(sampleServer())))

  it.live("answers any origin's preflight, without credentials", () =>
    Effect.gen(function*() {
      const { port } = yield* Server
      const response = yield* Effect.promise(() =>
        fetch(`http://127.0.0.1:${port}/rpc/widget`, { method: "OPTIONS", headers: { origin: "https://anywhere.test" } }))
      assert.strictEqual(response.status, 204)
      assert.strictEqual(response.headers.get("access-control-allow-origin"), "*")
      assert.strictEqual(response.headers.get("access-control-allow-credentials"), null)
    }).pipe(Effect.scoped, Effect.provide(sampleServer())))

  it.live("says of a defect its id, and all of it in the log", () => {
    const logged: Array<unknown> = []
    const log = Logger.layer([Logger.map(Logger.formatJson, (line) => logged.push(line))])
    return Effect.gen(function*() {
      const socket = yield* WireSocket.open(yield* socketUrl)
      const exit = (yield* socket.call(1, "break")).exit
      const error = exit?.cause?.[0]?.error as { id: string }
      assert.deepStrictEqual(exit, failure({ _tag: "InternalError", id: error.id }))
      const line = logged.map(String).find((text) => text.includes(error.id))
      assert.include(line, "hunter2")
      assert.include(line, `"rpc":"break"`)
    }).pipe(Effect.scoped, Effect.provide(sampleServer().pipe(Layer.provideMerge(log))))
  })

  it.live("tells the log lines of one request by its id, over HTTP the one the caller is told", () => {
    const logged: Array<string> = []
    const log = Logger.layer([Logger.map(Logger.formatJson, (line) => logged.push(line))])
    const idsOf = (words: string) => logged.filter((line) => line.includes(words)).map((line) => /"requestId":"([0-9a-f-]{36})"/.exec(line)?.[1])
    return Effect.gen(function*() {
      const socket = yield* WireSocket.open(yield* socketUrl)
      yield* socket.call(1, "break")
      yield* socket.call(2, "break")
      const { response } = yield* post(lines(request(1, "break")))
      const ids = idsOf("about to break")
      assert.strictEqual(new Set(ids).size, 3)
      assert.notInclude(ids, undefined)
      assert.deepStrictEqual(idsOf("hunter2"), ids)
      assert.strictEqual(response.headers.get("x-request-id") ?? "none", ids[2])
      const refused = yield* post(lines(request(1, "break")), { origin: "https://broken.test" })
      assert.deepStrictEqual(idsOf("the database is away"), [refused.response.headers.get("x-request-id") ?? "none"])
      for (const { response } of [yield* post("no JSON"), yield* post("", { origin: "https://evil.test" })]) {
        assert.match(response.headers.get("x-request-id") ?? "", /^[0-9a-f-]{36}$/)
      }
    }).pipe(Effect.scoped, Effect.provide(sampleServer().pipe(Layer.provideMerge(log))))
  })

  it.live("stops what a client no longer waits for", () => {
    const interrupted = new Witness()
    const left = new Witness()
    return Effect.gen(function*() {
      const socket = yield* WireSocket.open(yield* socketUrl)
      socket.send(request(1, "wait"))
      yield* Effect.promise(() => interrupted.waiting.promise)
      socket.send({ _tag: "Interrupt", requestId: 1 })
      yield* Effect.promise(() => interrupted.stopped.promise)
      assert.strictEqual((yield* socket.next(({ requestId }) => requestId === 1)).exit?.cause?.[0]?._tag, "Interrupt")
    }).pipe(
      Effect.scoped,
      Effect.provide(sampleServer({ witness: interrupted })),
      Effect.andThen(Effect.gen(function*() {
        const socket = yield* WireSocket.open(yield* socketUrl)
        socket.send(request(1, "wait"))
        yield* Effect.promise(() => left.waiting.promise)
        socket.socket.close()
        yield* Effect.promise(() => left.stopped.promise)
      }).pipe(Effect.scoped, Effect.provide(sampleServer({ witness: left }))))
    )
  })
})
