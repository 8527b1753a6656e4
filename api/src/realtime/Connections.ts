import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import { Backlog } from "./Backlog.ts"
import type { Connection } from "./Connection.ts"
import { Limits } from "./Limits.ts"
import type { Peer } from "./Peer.ts"

/** Everyone connected to this node, over any transport and door, by RPC client id. */
export class Connections extends Context.Service<Connections, {
  /** The caller behind an RPC client id; interrupts when it has gone, since then nobody waits for the answer. */
  readonly get: (clientId: number) => Effect.Effect<Connection>
  /** Ends a connection; a stream or request over HTTP just ends. */
  readonly close: (clientId: number, code: number, reason: string) => Effect.Effect<void>
  /** For transports: ids are unique on this node, over all doors. */
  readonly nextId: () => number
  readonly peers: Map<number, Peer>
  /** Those of them who read too slowly. */
  readonly backlog: Backlog
}>()("api/realtime/Connections") {
  static readonly layer = Layer.effect(Connections, Effect.map(Limits, ({ backlogBytes }) => {
    const peers = new Map<number, Peer>()
    let last = 0
    return Connections.of({
      backlog: new Backlog(backlogBytes),
      get: (clientId) => Effect.suspend(() => {
        const peer = peers.get(clientId)
        return peer === undefined ? Effect.interrupt : Effect.succeed(peer.connection)
      }),
      close: (clientId, code, reason) => Effect.sync(() => peers.get(clientId)?.outlet.close(code, reason)),
      nextId: () => ++last,
      peers
    })
  }))
}
