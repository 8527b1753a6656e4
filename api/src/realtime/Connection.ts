import type { ConnectionFacts } from "@cossistant/core/auth/ConnectionFacts"

/** The two ways in: browsers with a public key, and signed-in members. */
export type DoorName = "widget" | "inbox"

/** Who is on the other end of one RPC client id, as the upgrade or request alone tells it. */
export interface Connection extends ConnectionFacts {
  readonly door: DoorName
  readonly cookie: string | null
  /** `?key=` of an upgrade, `x-public-key` of a request. */
  readonly publicKey: string | null
  /** Of a POST: `x-request-id` of its answer and in its log lines. On a socket each request has one of its own. */
  readonly requestId?: string
  /** Milliseconds since 1970. */
  readonly openedAt: number
}
