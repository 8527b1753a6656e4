import { newConversationId } from "@cossistant/core/conversations/newConversationId"
import { assert, layer } from "@effect/vitest"
import * as Effect from "effect/Effect"
import { readFileSync, writeFileSync } from "node:fs"
import { ulid } from "ulid"
import { maskedFrame, rawConnection, readUntil, request } from "../realtime/testing/wireClient.ts"
import { TestDatabase } from "../testing/TestDatabase.ts"
import { overHttp } from "./calls.ts"
import { Cluster } from "./Cluster.ts"
import { clusterOwner } from "./clusterOwner.ts"
import { must } from "./TwoTenants.ts"

const origin = "http://localhost:5173"

/** The most a process has held since it was last asked, in MiB. (man 5 proc, `VmHWM` and `clear_refs`) */
const peakOf = (pid: number) => ({
  reset: () => writeFileSync(`/proc/${pid}/clear_refs`, "5"),
  mib: () => Number(/^VmHWM:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1]) / 1024
})

/** A socket that reads nothing once it is open. */
const unreadSocket = Effect.fnUntraced(function*(port: string, key: string) {
  const socket = yield* rawConnection(Number(port), `GET /rpc/widget?key=${key} HTTP/1.1
    Host: x
    Origin: ${origin}
    Upgrade: websocket
    Connection: Upgrade
    Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==
    Sec-WebSocket-Version: 13`)
  yield* readUntil(socket, "101 Switching")
  return socket.pause()
})

layer(TestDatabase.layerDatabase, { excludeTestServices: true, timeout: "60 seconds" })("A visitor with a long thread", (it) => {
  it.effect("who asks for all of it at once, by POST and on sockets that aren't read, doesn't fill the server (P6, P22)", () => Effect.gen(function*() {
    const { url: database } = yield* TestDatabase
    const cluster = yield* Effect.acquireRelease(Effect.promise(() => Cluster.start(1, database)), (cluster) => Effect.promise(() => cluster.dispose()))
    const { testKey: key } = yield* Effect.promise(() => clusterOwner(cluster))
    const url = cluster.url(0)
    const { port } = new URL(url)
    const page = { door: "widget", key, origin, address: "198.18.1.1" } as const
    const long = yield* Effect.promise(async () => {
      const { secret } = await must(overHttp(url, page), "visitors.start", { profile: {} }) as { readonly secret: string }
      const ask = overHttp(url, { ...page, secret })
      const conversationId = newConversationId()
      for (let n = 0; n < 100; n++) await must(ask, "conversations.send", { conversationId, messageId: ulid(), text: `${n}${"x".repeat(7990)}` })
      return { conversationId, secret }
    })
    const asking = Array.from({ length: 64 }, (_, id) =>
      JSON.stringify(request(id, "conversations.timeline", { conversationId: long.conversationId, limit: 100 }, [["authorization", `Bearer ${long.secret}`]])) + "\n")
    const peak = peakOf(cluster.servers[0]?.pid() ?? 0)
    peak.reset()
    const before = peak.mib()

    for (const round of [1, 2]) {
      const sockets = yield* Effect.all(Array.from({ length: 20 }, () => unreadSocket(port, key)))
      for (const socket of sockets) for (const line of asking) socket.write(maskedFrame(line))
      const replies = yield* Effect.promise(() => Promise.all(Array.from({ length: 10 }, async () =>
        (await fetch(`${url}/rpc/widget`, { method: "POST", headers: { origin, "x-public-key": key }, body: asking.join("") })).text())))
      const lines = replies.join("").split("\n").filter((line) => line !== "")
      assert.strictEqual(lines.length, 640)
      assert.isAtLeast(lines.filter((line) => line.includes(`"TooManyRequests"`)).length, 500)
      // Of 537 MB.
      assert.isBelow(replies.reduce((sum, { length }) => sum + length, 0), 20_000_000, `round ${round}`)
    }
    // Somebody else is served meanwhile.
    assert.strictEqual((yield* Effect.promise(() => overHttp(url, { ...page, address: "198.18.2.1" })("visitors.start", { profile: {} })))._tag, "Success")
    // What the few hundred answers take that may be made at once, of 3,800 that were asked for, of 840 KB each.
    assert.isBelow(peak.mib() - before, 450)
  }), 120_000)
})
