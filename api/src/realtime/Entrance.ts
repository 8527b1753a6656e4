import type * as RpcSerialization from "effect/rpc/RpcSerialization"
import type { Allowance } from "./Allowance.ts"
import type { Connection, DoorName } from "./Connection.ts"
import type { Connections } from "./Connections.ts"
import type { RequestSender } from "./Doors.ts"
import type { Dispatch } from "./Dispatch.ts"
import type { Limits } from "./Limits.ts"

/** How a caller is turned away. */
export interface Refusal {
  /** The one frame that says why. */
  readonly frame: string
  readonly closeCode: number
  /** Of the answer to a POST. */
  readonly status: number
}

/** What both transports of a door share. */
export interface Entrance {
  readonly door: DoorName
  readonly connections: Connections["Service"]
  readonly dispatch: Dispatch
  readonly limits: Limits
  readonly allowance: Allowance
  /** What a member's connection is known by. */
  readonly session: (connection: Connection) => string | undefined
  readonly parsers: RpcSerialization.RpcSerialization["Service"]
  /** Undefined when this caller may stay. */
  readonly refuse: (connection: Connection) => Promise<Refusal | undefined>
}

/** What a request tells of its caller, besides the path and what depends on the transport. */
export const connectionOf = (
  { door, connections }: Entrance,
  { headers }: Request,
  { address, isProxied }: RequestSender
): Omit<Connection, "transport" | "publicKey"> => ({
  clientId: connections.nextId(),
  door,
  origin: headers.get("origin"),
  address,
  userAgent: headers.get("user-agent"),
  acceptLanguage: headers.get("accept-language"),
  cookie: headers.get("cookie"),
  openedAt: Date.now(),
  ...(isProxied ? { placeHeaders: Object.fromEntries([...headers].filter(([name]) => /country|region|city/.test(name))) } : {})
})
