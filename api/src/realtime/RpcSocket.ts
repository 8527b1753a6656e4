import type { ServerWebSocket } from "bun"
import type * as RpcSerialization from "effect/rpc/RpcSerialization"
import type { Dispatch } from "./Dispatch.ts"
import type { Intake } from "./Intake.ts"
import type { Peer } from "./Peer.ts"
import type { SocketData } from "./socketHandler.ts"
import type { SocketOutlet } from "./SocketOutlet.ts"

/** A socket that speaks RPC. A class, so that a thousand idle ones share their functions. */
export class RpcSocket implements SocketData {
  constructor(
    private readonly peer: Peer,
    private readonly outlet: SocketOutlet,
    private readonly intake: Intake,
    private readonly parser: RpcSerialization.Parser,
    private readonly dispatch: Dispatch,
    private readonly peers: Map<number, Peer>
  ) {}

  open(socket: ServerWebSocket<SocketData>): void {
    this.peers.set(this.peer.connection.clientId, this.peer)
    this.outlet.opened(socket)
  }

  message(data: string | Uint8Array): void {
    let messages: ReadonlyArray<unknown>
    try {
      messages = this.parser.decode(data)
    } catch (error) {
      return this.intake.unreadable(error)
    }
    for (const message of messages) this.intake.take(message)
  }

  drain(): void {
    this.outlet.drained()
  }

  close(): void {
    this.peers.delete(this.peer.connection.clientId)
    this.outlet.ended()
    this.dispatch.left(this.peer)
  }
}
