import { assert, describe, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as Fiber from "effect/Fiber"
import * as Context from "effect/Context"
import * as Layer from "effect/Layer"
import * as Scope from "effect/Scope"
import { Server } from "../http/Server.ts"
import { sampleServer, Witness } from "./testing/SampleServer.ts"
import { request, WireSocket } from "./testing/wireClient.ts"

describe("a server that stops", () => {
  it.live("tells subscribers to move, finishes what is in flight, takes nobody new, and is gone", () =>
    Effect.gen(function*() {
      const witness = new Witness()
      const scope = yield* Scope.make()
      const context = yield* Layer.buildWithScope(sampleServer({ witness, limits: { moveWithin: 3000, endWithin: 3000 } }), scope)
      const { port } = Context.get(context, Server)
      const url = `ws://127.0.0.1:${port}/rpc/widget`
      const [subscriber, busy] = [yield* WireSocket.open(url), yield* WireSocket.open(url)]
      subscriber.send(request(1, "listen", { topics: ["site"] }))
      yield* subscriber.next(({ _tag }) => _tag === "Chunk")
      busy.send(request(1, "wait"))
      const posted = fetch(`http://127.0.0.1:${port}/rpc/widget`, { method: "POST", body: JSON.stringify(request(2, "wait")) })
      yield* Effect.promise(() => witness.waiting.promise)

      const stopping = yield* Effect.forkChild(Scope.close(scope, Exit.void))
      assert.deepStrictEqual((yield* subscriber.next(({ _tag }) => _tag === "Chunk")).values, [{ _tag: "Move", withinMs: 3000 }])
      assert.isTrue(Exit.isFailure(yield* Effect.exit(WireSocket.open(url))), "nobody new is let in")
      subscriber.socket.close()
      witness.release.resolve()
      assert.strictEqual((yield* busy.next(({ _tag }) => _tag === "Exit")).exit?._tag, "Success")
      assert.include(yield* Effect.promise(async () => (await posted).text()), "Success")
      assert.strictEqual((yield* Effect.promise(() => busy.closed)).code, 1001)
      yield* Fiber.join(stopping)
    }).pipe(Effect.scoped))

  it.live("doesn't wait longer than it may for whoever stays", () =>
    Effect.gen(function*() {
      const witness = new Witness()
      const scope = yield* Scope.make()
      const context = yield* Layer.buildWithScope(sampleServer({ witness, limits: { moveWithin: 100, endWithin: 100 } }), scope)
      const { port } = Context.get(context, Server)
      const stays = yield* WireSocket.open(`ws://127.0.0.1:${port}/rpc/widget`)
      stays.send(request(1, "listen", { topics: ["site"] }), request(2, "wait"))
      yield* Effect.promise(() => witness.waiting.promise)
      yield* Scope.close(scope, Exit.void)
      assert.strictEqual((yield* Effect.promise(() => stays.closed)).code, 1001)
      yield* Effect.promise(() => witness.stopped.promise)
    }).pipe(Effect.scoped))
})
