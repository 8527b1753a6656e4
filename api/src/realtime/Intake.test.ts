import { assert, describe, it } from "@effect/vitest"
import * as ConfigProvider from "effect/ConfigProvider"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import { Server } from "../http/Server.ts"
import * as limits from "./Limits.ts"
import { sampleServer, Witness } from "./testing/SampleServer.ts"
import { type Frame, request, WireSocket } from "./testing/wireClient.ts"

const open = Effect.flatMap(Server, ({ port }) => WireSocket.open(`ws://127.0.0.1:${port}/rpc/widget`))
const post = (body: BodyInit) =>
  Effect.flatMap(Server, ({ port }) =>
    Effect.promise(async () => {
      const response = await fetch(`http://127.0.0.1:${port}/rpc/widget`, { method: "POST", body })
      return { status: response.status, frame: JSON.parse(await response.text()) as Frame }
    }))
const errorOf = (frame: Frame) => (frame.exit?.cause?.[0]?.error ?? frame.defect) as { _tag: string; issue?: string; id?: string; retryAfterMs?: number }
const isDefect = ({ _tag }: Frame) => _tag === "Defect"
const greetsAnn = (socket: WireSocket) => Effect.map(socket.call("alive", "greet", { name: "Ann" }), ({ exit }) =>
  assert.deepStrictEqual(exit, { _tag: "Success", value: { text: "hello Ann" } }))
const nested = (depth: number): unknown => depth === 0 ? 1 : [nested(depth - 1)]

describe("bad input", () => {
  it.live("gets a typed error with an id that says where, and quotes nothing", () =>
    Effect.gen(function*() {
      const socket = yield* open
      const error = errorOf(yield* socket.call(1, "greet", { name: "a secret much too long" }))
      assert.strictEqual(error._tag, "BadRequest")
      assert.match(error.id ?? "", /^[0-9a-f-]{36}$/)
      assert.include(error.issue, `["name"]`)
      assert.notInclude(error.issue, "secret")
      assert.deepInclude(errorOf(yield* socket.call(2, "nothing.here")), { _tag: "BadRequest", issue: "Unknown tag" })
      assert.deepInclude(errorOf(yield* socket.call(3, "greet", { name: nested(40) })), { _tag: "BadRequest", issue: "Nested deeper than 24" })
      yield* greetsAnn(socket)
    }).pipe(Effect.scoped, Effect.provide(sampleServer())))

  it.live("without a readable id is answered as such, and the connection goes on", () =>
    Effect.gen(function*() {
      const socket = yield* open
      const malformed = [`{"_tag":`, "[]", "null", `"text"`, "{}", `{"_tag":"Requezt","id":{}}`, `{"_tag":"Request","id":1.5,"tag":"greet","headers":[]}`]
      for (const line of malformed) {
        socket.socket.send(line + "\n")
        assert.strictEqual(errorOf(yield* socket.next(isDefect))._tag, "BadRequest", line)
      }
      socket.send({ _tag: "Request", id: 7, tag: "greet", payload: { name: "Ann" } })
      assert.strictEqual(errorOf(yield* socket.next(({ requestId }) => requestId === 7)).issue, "Expected headers to be an array")
      yield* greetsAnn(socket)
    }).pipe(Effect.scoped, Effect.provide(sampleServer())))

  it.live("survives anything: two thousand broken frames hurt neither the process nor the neighbour", () =>
    Effect.gen(function*() {
      const [socket, neighbour] = [yield* open, yield* open]
      const whole = JSON.stringify(request(1, "greet", { name: "Ann", list: [1, { deep: null }] }, [["authorization", "x"]]))
      let seed = 42
      const random = (below: number) => (seed = (seed * 1103515245 + 12345) % 2147483648) % below
      for (let round = 0; round < 2000; round++) {
        const at = random(whole.length)
        const broken = whole.slice(0, at) + String.fromCharCode(random(65536)) + whole.slice(at + random(20))
        socket.socket.send(round % 3 === 0 ? new TextEncoder().encode(broken + "\n") : broken + "\n")
        if (round % 100 === 0) yield* greetsAnn(neighbour)
      }
      for (const frame of socket.frames) {
        assert.include(["Exit", "Defect"], frame._tag)
        assert.notMatch(JSON.stringify(frame), /\.ts|\.js|node_modules/)
      }
      yield* greetsAnn(socket)
      yield* greetsAnn(neighbour)
    }).pipe(Effect.scoped, Effect.provide(sampleServer({ limits: { framesPerSecond: 1_000_000 } }))))

  it.live("is refused by size, on a socket and over HTTP", () =>
    Effect.gen(function*() {
      const socket = yield* open
      socket.send(request(1, "greet", { name: "a".repeat(1100) }))
      assert.strictEqual(errorOf(yield* socket.next(isDefect)).issue, "Larger than 1024 bytes")
      assert.strictEqual((yield* Effect.promise(() => socket.closed)).code, 1009)
      const huge = yield* open
      huge.send(request(1, "greet", { name: "a".repeat(100_000) }))
      assert.strictEqual((yield* Effect.promise(() => huge.closed)).code, 1009)
      const body = JSON.stringify(request(1, "greet", { name: "a".repeat(5000) }))
      const pieces = new ReadableStream({ start: (controller) => (controller.enqueue(new TextEncoder().encode(body)), controller.close()) })
      for (const sent of [body, pieces]) {
        const { frame, status } = yield* post(sent)
        assert.deepStrictEqual([status, errorOf(frame).issue], [413, "Larger than 1024 bytes"])
      }
      assert.strictEqual((yield* post("{nope")).status, 400)
      yield* greetsAnn(yield* open)
    }).pipe(Effect.scoped, Effect.provide(sampleServer({ limits: { frameBytes: 1024 } }))))

  it.live("is a joined line when a client splits a frame in two", () =>
    Effect.gen(function*() {
      const socket = yield* open
      const line = JSON.stringify(request(1, "greet", { name: "Ann" })) + "\n"
      socket.socket.send(line.slice(0, 20))
      socket.socket.send(line.slice(20))
      assert.strictEqual((yield* socket.next(({ requestId }) => requestId === 1)).exit?._tag, "Success")
    }).pipe(Effect.scoped, Effect.provide(sampleServer())))
})

describe("too much", () => {
  it.live("in flight is refused with a time to try again, and goes on once something is answered", () => {
    const witness = new Witness()
    return Effect.gen(function*() {
      const socket = yield* open
      socket.send(request(1, "wait"), request(2, "wait"))
      assert.deepInclude(errorOf(yield* socket.call(3, "greet", { name: "Ann" })), { _tag: "TooManyRequests" })
      socket.send(request(1, "greet", { name: "Ann" }))
      assert.strictEqual(errorOf(yield* socket.next(isDefect)).issue, "The id 1 is in use")
      witness.release.resolve()
      yield* socket.next(({ requestId }) => requestId === 2)
      yield* greetsAnn(socket)
    }).pipe(Effect.scoped, Effect.provide(sampleServer({ witness, limits: { inFlight: 2 } })))
  })

  it.live("in a second is refused with a time to try again, and closed for whoever doesn't listen", () =>
    Effect.gen(function*() {
      const socket = yield* open
      const neighbour = yield* open
      for (let id = 0; id < 12; id++) socket.send(request(id, "greet", { name: "Ann" }))
      const refused = errorOf(yield* socket.next(({ requestId }) => requestId === 11))
      assert.strictEqual(refused._tag, "TooManyRequests")
      assert.isAbove(refused.retryAfterMs ?? 0, 0)
      for (let id = 100; id < 200; id++) socket.send(request(id, "greet", { name: "Ann" }))
      assert.strictEqual((yield* Effect.promise(() => socket.closed)).code, 4429)
      yield* greetsAnn(neighbour)
    }).pipe(Effect.scoped, Effect.provide(sampleServer({ limits: { framesPerSecond: 5 } }))))
})

/** Asks much of one caller by many POSTs at once; the answers by their error's tag, or `Success`. */
const flood = (posts: number, lines: (n: number) => ReadonlyArray<unknown>, headers: Record<string, string>) =>
  Effect.flatMap(Server, ({ port }) => Effect.promise(async () => {
    const texts = await Promise.all(Array.from({ length: posts }, async (_, n) => {
      const body = lines(n).map((line) => JSON.stringify(line) + "\n").join("")
      return (await fetch(`http://127.0.0.1:${port}/rpc/widget`, { method: "POST", body, headers })).text()
    }))
    const frames = texts.join("").split("\n").filter((line) => line !== "").map((line) => JSON.parse(line) as Frame)
    return {
      bytes: texts.reduce((sum, { length }) => sum + length, 0),
      tags: frames.map((frame) => frame.exit?._tag === "Success" ? "Success" : errorOf(frame)._tag),
      waits: frames.flatMap((frame) => errorOf(frame)?.retryAfterMs ?? [])
    }
  }))
const count = (tags: ReadonlyArray<string>, tag: string) => tags.filter((one) => one === tag).length

describe("one caller over many connections (P22, P29)", () => {
  const greets = (n: number) => Array.from({ length: 40 }, (_, id) => request(n * 100 + id, "greet", { name: "Ann" }))
  const ann = { authorization: "Bearer ann" }
  const bob = [["authorization", "Bearer bob"]] as const

  it.live("is held to the pace of one, by POSTs and on sockets alike, and its neighbours behind the same address aren't", () =>
    Effect.gen(function*() {
      const socket = yield* open
      const { tags, waits } = yield* flood(50, greets, ann)
      assert.strictEqual(tags.length, 2000)
      assert.isAtLeast(count(tags, "Success"), 40)
      assert.isAtLeast(count(tags, "TooManyRequests"), 1500)
      assert.isAbove(Math.min(...waits), 0)
      // Fewer than a socket of its own pace might say at once.
      for (let id = 0; id < 15; id++) socket.send(request(id, "greet", { name: "Ann" }, [["Authorization", "Bearer ann"]]))
      assert.strictEqual(errorOf(yield* socket.next((frame) => frame.exit?._tag === "Failure"))._tag, "TooManyRequests")
      assert.strictEqual((yield* socket.call(20, "greet", { name: "Bob" }, bob)).exit?._tag, "Success")
      assert.strictEqual((yield* flood(1, () => [request(1, "greet", { name: "Bob" }, bob)], {})).tags[0], "Success")
      yield* greetsAnn(socket)
    }).pipe(Effect.scoped, Effect.provide(sampleServer({ limits: { framesPerSecond: 20 } }))))

  it.live("can't become many by making up names: each new one counts for its network", () =>
    Effect.gen(function*() {
      // No more a POST than one may ask at once.
      const named = (n: number) => Array.from({ length: 10 }, (_, id) => request(id, "greet", { name: "Ann" }, [["authorization", `Bearer ${n} ${id}`]]))
      const { tags } = yield* flood(200, named, {})
      assert.strictEqual(tags.length, 2000)
      assert.isAtLeast(count(tags, "TooManyRequests"), 500)
      const elsewhere = yield* flood(1, () => [request(1, "greet", { name: "Ann" })], { "x-forwarded-for": "203.0.113.9" })
      assert.deepStrictEqual(elsewhere.tags, ["Success"])
    }).pipe(Effect.scoped, Effect.provide(sampleServer({ limits: { framesPerSecond: 5 } }))))

  it.live("gets no more bytes of answers by POST than one may have at once, and is told to wait for the rest", () =>
    Effect.gen(function*() {
      const large = () => Array.from({ length: 8 }, (_, id) => request(id, "large", { bytes: 400_000 }))
      const one = yield* flood(1, large, { authorization: "Bearer eve" })
      // Until more than 512 KiB are there.
      assert.deepStrictEqual([count(one.tags, "Success"), count(one.tags, "TooManyRequests")], [2, 6])
      const { bytes, tags } = yield* flood(50, large, ann)
      assert.strictEqual(tags.length, 400)
      assert.isAtLeast(count(tags, "Success"), 20)
      assert.isAtLeast(count(tags, "TooManyRequests"), 300)
      // Of 160 MB, and of 40 that a POST each might have.
      assert.isBelow(bytes, 25_000_000)
      assert.deepStrictEqual((yield* flood(1, () => [request(1, "large", { bytes: 400_000 })], { authorization: "Bearer bob" })).tags, ["Success"])
    }).pipe(Effect.scoped, Effect.provide(sampleServer({ limits: { framesPerSecond: 500 } }))))

  it.live("is answered in full by each POST that asks for one thing, however large", () =>
    Effect.gen(function*() {
      const { bytes, tags } = yield* flood(1, () => [request(1, "large", { bytes: 6_000_000 })], ann)
      assert.deepStrictEqual(tags, ["Success"])
      assert.isAbove(bytes, 6_000_000)
    }).pipe(Effect.scoped, Effect.provide(sampleServer())))
})

describe("RPC_FRAMES_PER_SECOND", () => {
  it.effect("sets how fast one connection may speak, and nothing else", () =>
    Effect.gen(function*() {
      assert.deepStrictEqual(yield* limits.Limits, { ...limits.Limits.defaultValue(), framesPerSecond: 5000 })
    }).pipe(Effect.provide(limits.layer.pipe(
      Layer.provide(ConfigProvider.layer(ConfigProvider.fromUnknown({ RPC_FRAMES_PER_SECOND: "5000" })))
    ))))
})
