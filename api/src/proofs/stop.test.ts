import { newConversationId } from "@cossistant/core/conversations/newConversationId"
import { assert, layer } from "@effect/vitest"
import * as Effect from "effect/Effect"
import { createServer, type Server } from "node:net"
import { ulid } from "ulid"
import { request, WireSocket } from "../realtime/testing/wireClient.ts"
import { TestDatabase } from "../testing/TestDatabase.ts"
import { until } from "../testing/until.ts"
import { overHttp } from "./calls.ts"
import { Cluster, clusterOrigin } from "./Cluster.ts"
import { clusterOwner } from "./clusterOwner.ts"
import { must } from "./TwoTenants.ts"

/** Something on loopback that takes connections and never says a word; its port, and how many came. */
const silent = Effect.acquireRelease(
  Effect.callback<{ readonly server: Server; readonly port: number; readonly calls: () => number }>((resume) => {
    let calls = 0
    const server = createServer((socket) => {
      calls++
      socket.on("error", () => {})
    })
    server.listen(0, "127.0.0.1", () => {
      const address = server.address()
      resume(Effect.succeed({ server, port: typeof address === "object" && address !== null ? address.port : 0, calls: () => calls }))
    })
  }),
  ({ server }) => Effect.sync(() => void server.close())
)

layer(TestDatabase.layerDatabase, { excludeTestServices: true, timeout: "90 seconds" })("A program that is asked to stop", (it) => {
  it.effect("ends within ten seconds while nobody it deals with comes to an end (P7)", () => Effect.gen(function*() {
    const { admin, url } = yield* TestDatabase
    const [mail, collector] = [yield* silent, yield* silent]
    const cluster = yield* Effect.acquireRelease(
      Effect.promise(() => Cluster.start(1, url, {
        EMAIL_TRANSPORT_PROVIDER: "smtp", SMTP_HOST: "127.0.0.1", SMTP_PORT: String(mail.port), EMAIL_NOTIFICATION_FROM: "support@acme.test",
        OTEL_EXPORTER_OTLP_ENDPOINT: `http://127.0.0.1:${collector.port}`
      })),
      (cluster) => Effect.promise(() => cluster.dispose())
    )
    const owner = yield* Effect.promise(() => clusterOwner(cluster))
    const caller = { door: "widget", key: owner.testKey, origin: "http://localhost:5173" } as const
    const { secret } = yield* Effect.promise(() => must(overHttp(cluster.url(0), caller), "visitors.start", { profile: {} })) as
      Effect.Effect<{ readonly secret: string }> // its contract
    const talk = overHttp(cluster.url(0), { ...caller, secret })

    // A letter that is being sent to nobody, a subscriber who stays, and a message that waits for a lock.
    yield* Effect.promise(() => fetch(`${cluster.url(0)}/api/auth/request-password-reset`, {
      method: "POST", headers: { "content-type": "application/json", origin: clusterOrigin }, body: JSON.stringify({ email: "olga@acme.test" })
    }))
    yield* until(Effect.sync(() => mail.calls() > 0))
    const stays = yield* WireSocket.open(`${cluster.url(0).replace("http", "ws")}/rpc/widget?key=${owner.testKey}`, { origin: caller.origin })
    stays.send(request(1, "sync.subscribe", { token: null }, [["authorization", `Bearer ${secret}`]]))
    yield* stays.next(({ _tag }) => _tag === "Chunk")
    const [code, ms] = yield* admin.withTransaction(Effect.gen(function*() {
      yield* admin`lock table conversation in access exclusive mode`
      void talk("conversations.send", { conversationId: newConversationId(), messageId: ulid(), text: "Wait" }).catch(() => {})
      yield* until(Effect.map(
        Effect.andThen(admin`select pg_stat_clear_snapshot()`, admin`select from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()`),
        (waiting) => waiting.length > 0
      ))
      const asked = performance.now()
      return [yield* Effect.promise(() => cluster.stop(0)), performance.now() - asked] as const
    }))
    assert.isNotNull(code, "it ended by itself")
    assert.isBelow(ms, 10_000)
  }).pipe(Effect.scoped), 90_000)
})
