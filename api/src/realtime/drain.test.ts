import { assert, describe, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as Fiber from "effect/Fiber"
import * as Context from "effect/Context"
import * as Layer from "effect/Layer"
import * as Option from "effect/Option"
import * as Scope from "effect/Scope"
import { Server } from "../http/Server.ts"
import { sampleServer, Witness } from "./testing/SampleServer.ts"
import { request, WireSocket } from "./testing/wireClient.ts"

/** A running server, and a way to stop it. */
const running = Effect.fnUntraced(function*(witness: Witness, within: number) {
  const scope = yield* Scope.make()
  const context = yield* Layer.buildWithScope(sampleServer({ witness, limits: { moveWithin: within, endWithin: within } }), scope)
  const { port } = Context.get(context, Server)
  return { port, url: `ws://127.0.0.1:${port}/rpc/widget`, stop: Scope.close(scope, Exit.void) }
})

/** True when `promise` is still open after a while: long enough for a server that doesn't wait. */
const staysOpen = (promise: Promise<unknown>, ms = 300) =>
  Effect.map(Effect.timeoutOption(Effect.promise(() => promise), ms), Option.isNone)

describe("a server that stops", () => {
  it.live("tells subscribers to move, finishes what is in flight, takes nobody new, and is gone", () =>
    Effect.gen(function*() {
      const witness = new Witness()
      const { port, stop, url } = yield* running(witness, 3000)
      const [subscriber, busy] = [yield* WireSocket.open(url), yield* WireSocket.open(url)]
      subscriber.send(request(1, "listen", { topics: ["site"] }))
      yield* subscriber.next(({ _tag }) => _tag === "Chunk")
      const posted = fetch(`http://127.0.0.1:${port}/rpc/widget`, { method: "POST", body: JSON.stringify(request(2, "wait")) })
      yield* Effect.promise(() => witness.waiting.promise)
      busy.send(request(1, "wait"))
      yield* busy.call(2, "greet", { name: "Ann" })

      const stopping = yield* Effect.forkChild(stop)
      assert.deepStrictEqual((yield* subscriber.next(({ _tag }) => _tag === "Chunk")).values, [{ _tag: "Move", withinMs: 3000 }])
      assert.isTrue(Exit.isFailure(yield* Effect.exit(WireSocket.open(url))), "nobody new is let in")
      subscriber.socket.close()
      assert.isTrue(yield* staysOpen(Promise.race([busy.closed, posted])))
      witness.release.resolve()
      assert.strictEqual((yield* busy.next(({ requestId }) => requestId === 1)).exit?._tag, "Success")
      assert.include(yield* Effect.promise(async () => (await posted).text()), "Success")
      assert.strictEqual((yield* Effect.promise(() => busy.closed)).code, 1001)
      yield* Fiber.join(stopping)
    }).pipe(Effect.scoped))

  it.live("finishes an ordinary request too", () =>
    Effect.gen(function*() {
      const witness = new Witness()
      const { port, stop } = yield* running(witness, 3000)
      const slow = fetch(`http://127.0.0.1:${port}/slow`)
      yield* Effect.promise(() => witness.waiting.promise)
      const stopping = yield* Effect.forkChild(stop, { startImmediately: true })
      assert.isTrue(yield* staysOpen(slow, 1300))
      witness.release.resolve()
      assert.strictEqual(yield* Effect.promise(async () => (await slow).text()), "done")
      yield* Fiber.join(stopping)
    }).pipe(Effect.scoped))

  it.live("doesn't wait longer than it may for whoever stays", () =>
    Effect.gen(function*() {
      const witness = new Witness()
      const { stop, url } = yield* running(witness, 100)
      const stays = yield* WireSocket.open(url)
      stays.send(request(1, "listen", { topics: ["site"] }), request(2, "wait"))
      yield* Effect.promise(() => witness.waiting.promise)
      yield* stop
      assert.strictEqual((yield* Effect.promise(() => stays.closed)).code, 1001)
      yield* Effect.promise(() => witness.stopped.promise)
    }).pipe(Effect.scoped))
})
