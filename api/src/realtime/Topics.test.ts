import { assert, describe, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import { Server } from "../http/Server.ts"
import { until } from "../testing/until.ts"
import type { Connection } from "./Connection.ts"
import { sampleServer, Witness } from "./testing/SampleServer.ts"
import { type Frame, maskedFrame, rawConnection, readUntil, request, WireSocket } from "./testing/wireClient.ts"
import { Topics } from "./Topics.ts"

const news = (n: number, text = "") => JSON.stringify({ _tag: "News", n, ...(text === "" ? {} : { text }) })
const listen = (topics: ReadonlyArray<string>) => request(1, "listen", { topics })
const isChunk = ({ _tag }: Frame) => _tag === "Chunk"
const isExit = ({ _tag }: Frame) => _tag === "Exit"

/** A socket that listens, and was told so. */
const listener = (...topics: ReadonlyArray<string>) =>
  Effect.gen(function*() {
    const { port } = yield* Server
    const socket = yield* WireSocket.open(`ws://127.0.0.1:${port}/rpc/widget`)
    socket.send(listen(topics))
    assert.deepStrictEqual((yield* socket.next(isChunk)).values, [{ _tag: "First" }])
    return socket
  })

/** A socket that listens to `site`, held up before it is told anything. */
const waitingListener = Effect.fnUntraced(function*(witness: Witness) {
  const { port } = yield* Server
  const socket = yield* WireSocket.open(`ws://127.0.0.1:${port}/rpc/widget`)
  socket.send(request(1, "listen", { topics: ["site"], waits: true }))
  yield* Effect.promise(() => witness.waiting.promise)
  return socket
})

const whoami = (socket: WireSocket) =>
  Effect.map(socket.call("whoami", "whoami"), ({ exit }) => (exit as { value: { connection: Connection } }).value.connection)

/** A listener that reads nothing unless told, over the transport asked for. */
const slowListener = (transport: "socket" | "stream") =>
  Effect.gen(function*() {
    const { port } = yield* Server
    const line = JSON.stringify(listen(["site"])) + "\n"
    const connection = yield* transport === "stream"
      ? rawConnection(port, `POST /rpc/widget HTTP/1.1\nHost: x\nContent-Length: ${line.length}`, line)
      : rawConnection(port, `GET /rpc/widget HTTP/1.1\nHost: x\nUpgrade: websocket\nConnection: Upgrade\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\nSec-WebSocket-Version: 13`)
    if (transport === "socket") {
      yield* readUntil(connection, "101 Switching")
      connection.write(maskedFrame(line))
    }
    yield* readUntil(connection, "First")
    connection.pause()
    return connection
  })

/** What becomes of a connection that is read to its end. */
const ended = (connection: Effect.Success<ReturnType<typeof slowListener>>) =>
  Effect.promise(() => new Promise<"closed">((resolve) => {
    connection.once("close", () => resolve("closed"))
    connection.on("error", () => {})
    connection.resume()
  })).pipe(Effect.timeout("10 seconds"), Effect.orDie)

describe("topics", () => {
  it.live("tell a subscriber what came before, then everything since it asked, in order", () => {
    const witness = new Witness()
    return Effect.gen(function*() {
      const topics = yield* Topics
      const socket = yield* waitingListener(witness)
      for (let n = 0; n < 500; n++) yield* topics.publish(["site"], news(n))
      witness.release.resolve()
      const values: Array<unknown> = []
      while (values.length < 501) values.push(...(yield* socket.next(isChunk)).values ?? [])
      assert.deepStrictEqual(values, [{ _tag: "First" }, ...Array.from({ length: 500 }, (_, n) => ({ _tag: "News", n }))])
    }).pipe(Effect.scoped, Effect.provide(sampleServer({ witness })))
  })

  it.live("tell a subscriber to resume for whom too much happened while it was told what came before", () => {
    const witness = new Witness()
    return Effect.gen(function*() {
      const topics = yield* Topics
      const socket = yield* waitingListener(witness)
      for (let n = 0; n < 1001; n++) yield* topics.publish(["site"], news(n))
      witness.release.resolve()
      yield* socket.next(isExit)
      assert.deepStrictEqual(socket.frames.at(-1)?.values, [{ _tag: "Resume" }])
      assert.isFalse(topics.anyone(["site"]))
    }).pipe(Effect.scoped, Effect.provide(sampleServer({ witness })))
  })

  it.live("tell each subscriber once, however many of its topics an event has, and not whom it leaves out", () =>
    Effect.gen(function*() {
      const topics = yield* Topics
      const both = yield* listener("visitor:1", "contact:1")
      const one = yield* listener("contact:1")
      const other = yield* listener("contact:2")
      yield* topics.publish(["visitor:1", "contact:1"], news(1))
      yield* topics.publish(["contact:1", "contact:2"], news(2))
      for (const [socket, expected] of [[both, [1, 2]], [one, [1, 2]], [other, [2]]] as const) {
        for (const n of expected) assert.deepStrictEqual((yield* socket.next(isChunk)).values, [{ _tag: "News", n }])
      }
      const { clientId } = yield* whoami(one)
      yield* topics.publish(["contact:1"], news(3), clientId)
      yield* topics.publish(["contact:1"], news(4))
      assert.deepStrictEqual((yield* one.next(isChunk)).values, [{ _tag: "News", n: 4 }])
      yield* topics.dismiss({ client: { id: clientId }, requestId: 1 }, news(5))
      yield* topics.publish(["contact:1"], news(6))
      assert.deepStrictEqual((yield* one.next(isChunk)).values, [{ _tag: "News", n: 5 }])
      assert.deepStrictEqual((yield* one.next(isExit)).exit, { _tag: "Success", value: null })
      assert.deepStrictEqual((yield* both.next(isChunk)).values, [{ _tag: "News", n: 3 }])
    }).pipe(Effect.scoped, Effect.provide(sampleServer())))

  it.live("end a stream with a last word, over a socket and over HTTP", () =>
    Effect.gen(function*() {
      const topics = yield* Topics
      const { port } = yield* Server
      const socket = yield* listener("visitor:1")
      const response = yield* Effect.promise(() =>
        fetch(`http://127.0.0.1:${port}/rpc/widget`, { method: "POST", body: JSON.stringify(listen(["visitor:1"])) }))
      yield* topics.end(["visitor:1"], `{"_tag":"Reload","reason":"access"}`)
      assert.isFalse(topics.anyone(["visitor:1"]))
      yield* topics.publish(["visitor:1"], news(1))
      assert.deepStrictEqual((yield* socket.next(isChunk)).values, [{ _tag: "Reload", reason: "access" }])
      assert.deepStrictEqual((yield* socket.next(isExit)).exit, { _tag: "Success", value: null })
      const lines = (yield* Effect.promise(() => response.text())).split("\n").filter((line) => line !== "")
      assert.deepStrictEqual(lines.map((line) => JSON.parse(line)._tag), ["Chunk", "Chunk", "Exit"])
      assert.include(lines[1], "Reload")
      socket.send(listen(["visitor:1"]))
      assert.deepStrictEqual((yield* socket.next(isChunk)).values, [{ _tag: "First" }])
    }).pipe(Effect.scoped, Effect.provide(sampleServer())))

  for (const [how, leave] of [
    ["left", (socket: WireSocket) => socket.socket.close()],
    ["took its request back", (socket: WireSocket) => socket.send({ _tag: "Interrupt", requestId: 1 })]
  ] as const) {
    it.live(`forget a subscriber that ${how}`, () => {
      const witness = new Witness()
      return Effect.gen(function*() {
        const topics = yield* Topics
        const socket = yield* listener("site")
        assert.isTrue(topics.anyone(["site"]))
        leave(socket)
        yield* Effect.promise(() => witness.gone.promise)
        assert.isFalse(topics.anyone(["site"]))
      }).pipe(Effect.scoped, Effect.provide(sampleServer({ witness })))
    })
  }

  it.live("show that a silent HTTP stream lives, and forget whoever lets go of it", () => {
    const witness = new Witness()
    return Effect.gen(function*() {
      const { port } = yield* Server
      const response = yield* Effect.promise(() =>
        fetch(`http://127.0.0.1:${port}/rpc/widget`, { method: "POST", body: JSON.stringify(listen(["site"])) }))
      const reader = response.body?.getReader()
      let text = ""
      while (!text.includes("\n\n\n")) text += new TextDecoder().decode((yield* Effect.promise(async () => reader?.read()))?.value)
      yield* Effect.promise(async () => reader?.cancel())
      yield* Effect.promise(() => witness.gone.promise)
      assert.isFalse((yield* Topics).anyone(["site"]))
    }).pipe(Effect.scoped, Effect.provide(sampleServer({ witness, limits: { heartbeat: 20 } })))
  })
})

describe("a slow reader that asks for more (P6)", () => {
  it.live("gets an answer to everything, most of them that it asks too much, out of a bounded buffer", () => {
    const witness = new Witness()
    return Effect.gen(function*() {
      const slow = yield* slowListener("socket")
      const quick = yield* listener("site")
      for (let id = 100; id < 160; id++) slow.write(maskedFrame(JSON.stringify(request(id, "large", { bytes: 1_000_000, waits: true })) + "\n"))
      // All of them are under way, and end at once.
      slow.write(maskedFrame(JSON.stringify(request(199, "greet", { name: "Ann" })) + "\n"))
      yield* readUntil(slow, `"requestId":199`)
      slow.pause()
      witness.release.resolve()
      for (let id = 1000; id < 1020; id++) assert.strictEqual((yield* quick.call(id, "greet", { name: "Ann" })).exit?._tag, "Success")
      // Asked for while what waits is too much already.
      slow.write(maskedFrame(JSON.stringify(request(200, "greet", { name: "Ann" })) + "\n"))
      for (let id = 1020; id < 1040; id++) yield* quick.call(id, "greet", { name: "Ann" })
      const seen = yield* readUntil(slow, `"requestId":200`)
      // Of 60 MB; a kernel takes a few by itself.
      assert.isBelow(seen.length, 12_000_000)
      const answers = [...seen.matchAll(/"_tag":"Exit","requestId":(\d+),"exit":\{"_tag":"(\w+)"/g)].map(([, id, how]) => [Number(id), how] as const)
      assert.deepStrictEqual(answers.map(([id]) => id).sort((a, b) => a - b), [...Array.from({ length: 60 }, (_, n) => 100 + n), 200])
      assert.isAtLeast(answers.filter(([, how]) => how === "Failure").length, 45)
      assert.strictEqual(answers.find(([id]) => id === 200)?.[1], "Failure")
    }).pipe(Effect.scoped, Effect.provide(sampleServer({ witness })))
  }, 60_000)

  it.live("is let go when something of its answers couldn't even wait", () => {
    const witness = new Witness()
    return Effect.gen(function*() {
      const slow = yield* slowListener("socket")
      const line = (id: number) => maskedFrame(JSON.stringify(request(id, "large", { bytes: 9_000_000 })) + "\n")
      slow.write(Buffer.concat([line(100), line(101), line(102), line(103)]))
      yield* Effect.promise(() => witness.gone.promise).pipe(Effect.timeout("10 seconds"))
      // A buffer as large as Bun would let it grow is never asked for by ordinary limits.
    }).pipe(Effect.scoped, Effect.provide(sampleServer({ witness, limits: { bufferBytes: 64_000_000 } })))
  })

  it.live("isn't one of many: what waits for all of them together is bounded, and the one that was slow longest goes first", () => {
    const witness = new Witness()
    return Effect.gen(function*() {
      const topics = yield* Topics
      const first = yield* slowListener("socket")
      const others = yield* Effect.all([slowListener("socket"), slowListener("socket")])
      const quick = yield* listener("site")
      const text = "x".repeat(10_000)
      for (let n = 0; n < 3000; n++) {
        yield* topics.publish(["site"], news(n, text))
        if (n % 10 === 9) yield* quick.next((frame) => (frame.values as ReadonlyArray<{ n?: number }> | undefined)?.[0]?.n === n)
      }
      yield* Effect.promise(() => witness.gone.promise).pipe(Effect.timeout("10 seconds"))
      assert.strictEqual((yield* quick.call("still", "greet", { name: "Ann" })).exit?._tag, "Success")
      assert.strictEqual(yield* ended(first), "closed")
      for (const other of others) assert.include(yield* readUntil(other, `"_tag":"Exit"`), `{"_tag":"Resume"}`)
    }).pipe(Effect.scoped, Effect.provide(sampleServer({ witness, limits: { backlogBytes: 1_400_000 } })))
  }, 60_000)
})

for (const transport of ["socket", "stream"] as const) {
  describe(`a slow reader of a ${transport} (P6)`, () => {
    it.live("delays nobody, waits in a bounded buffer, and is told to resume once it reads", () =>
      Effect.gen(function*() {
        const topics = yield* Topics
        const slow = yield* slowListener(transport)
        const quick = yield* listener("site")
        const text = "x".repeat(10_000)
        // 30 MB: far beyond what the kernel and the outlet hold for one reader.
        for (let n = 0; n < 3000; n++) {
          yield* topics.publish(["site"], news(n, text))
          if (n % 10 === 9) yield* quick.next((frame) => (frame.values as ReadonlyArray<{ n?: number }> | undefined)?.[0]?.n === n)
          quick.frames.length = 0
        }
        const seen = yield* readUntil(slow, `"_tag":"Exit"`)
        assert.include(seen, `{"_tag":"Resume"}`)
        assert.isBelow(seen.length, 20_000_000)
        const told = [...seen.matchAll(/"n":(\d+)/g)].map((match) => Number(match[1]))
        assert.deepStrictEqual(told, told.map((_, index) => index))
      }).pipe(Effect.scoped, Effect.provide(sampleServer())), 60_000)

    it.live("that never reads is let go", () => {
      const witness = new Witness()
      return Effect.gen(function*() {
        const topics = yield* Topics
        yield* slowListener(transport)
        const text = "x".repeat(10_000)
        for (let n = 0; n < 3000; n++) yield* topics.publish(["site"], news(n, text))
        yield* Effect.promise(() => witness.gone.promise)
        assert.isFalse(topics.anyone(["site"]))
      }).pipe(Effect.scoped, Effect.provide(sampleServer({ witness, limits: { drainWithin: 100 } })))
    })
  })
}

describe("a reader who was slow and has read it all (P6)", () => {
  it.live("stays, whoever is let go for being slow later, and counts among the slow no more", () =>
    Effect.gen(function*() {
      const topics = yield* Topics
      const once = yield* slowListener("socket")
      // More than the kernel holds for one reader.
      const text = "x".repeat(10_000)
      for (let n = 0; n < 1000; n++) yield* topics.publish(["site"], news(n, text))
      // All that waited, and what tells it to come back.
      yield* readUntil(once, `{"_tag":"Resume"}`)
      // One that never reads is let go when its time is over: by then that of the first would be, too.
      yield* slowListener("socket")
      for (let n = 0; n < 1000; n++) yield* topics.publish(["site"], news(n, text))
      yield* until(Effect.sync(() => !topics.anyone(["site"])))
      once.write(maskedFrame(JSON.stringify(request(7, "greet", { name: "Ann" })) + "\n"))
      assert.include(yield* readUntil(once, `"requestId":7`), "hello Ann")
    }).pipe(Effect.scoped, Effect.provide(sampleServer({ limits: { drainWithin: 3000, backlogBytes: 900_000 } }))), 60_000)
})

describe("whoever overhears", () => {
  it.live("knows what was told meanwhile, and leaves nothing behind", () =>
    Effect.gen(function*() {
      const topics = yield* Topics
      yield* Effect.scoped(Effect.gen(function*() {
        const told = yield* topics.overhear
        yield* topics.publish(["site"], news(1))
        assert.deepStrictEqual([told(["site"]), told(["other"])], [true, false])
        // Somebody may still ask what was told of anything.
        assert.isTrue(topics.anyone(["other"]))
      }))
      assert.isFalse(topics.anyone(["other"]))
    }).pipe(Effect.provide(sampleServer())))
})
