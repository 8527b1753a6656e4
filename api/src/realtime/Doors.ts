import type { Server } from "bun"
import * as Context from "effect/Context"
import * as Layer from "effect/Layer"
import type { SocketData } from "./socketHandler.ts"

/** What a door asks of the server that listens. */
export type Host = Pick<Server<SocketData>, "upgrade" | "timeout">

/** Whom a request is from. */
export interface RequestSender {
  readonly address: string
  /** A trusted proxy stands between, whose headers count. */
  readonly isProxied: boolean
}

/** A path where RPC is spoken over WebSocket and over HTTP POST. */
export interface Door {
  /** Answers a request for this path; undefined once it has become a socket. */
  readonly fetch: (request: Request, host: Host, sender: RequestSender) => Promise<Response | undefined>
}

/** The doors of this program, by path. */
export class Doors extends Context.Service<Doors, Map<string, Door>>()("api/realtime/Doors") {
  static readonly layer = Layer.sync(Doors, () => new Map<string, Door>())
}
