import type { RequestId } from "./frames.ts"
import type { FindProcedure, Procedure } from "./procedure.ts"
import { wellFormed } from "./wellFormed.ts"

/** A request whose envelope was read and found in order; its payload isn't decoded yet. */
export interface WireRequest {
  readonly _tag: "Request"
  readonly id: RequestId
  readonly procedure: Procedure
  readonly payload: unknown
  readonly authorization: string | undefined
}

/** What a client's message turned out to be. `Malformed` has an id when the message had a usable one. */
export type WireMessage =
  | WireRequest
  | { readonly _tag: "Interrupt"; readonly id: RequestId }
  | { readonly _tag: "Ping" }
  | { readonly _tag: "Nothing" }
  | { readonly _tag: "Malformed"; readonly id: RequestId | undefined; readonly issue: string }

/**
 * Reads one client message of Effect's RPC protocol, as parsed from JSON. `Ack` and `Eof` mean nothing here: streams
 * wait for the transport, and a socket ends by closing. Of the headers only `authorization` is kept: everything else
 * about a caller comes from the upgrade or request.
 */
export const wireMessage = (
  message: unknown,
  findProcedure: FindProcedure,
  depth: number
): WireMessage => {
  if (!isRecord(message)) return { _tag: "Malformed", id: undefined, issue: "Expected an object" }
  const id = requestId(message["id"] ?? message["requestId"])
  const malformed = (issue: string): WireMessage => ({ _tag: "Malformed", id, issue })
  switch (message["_tag"]) {
    case "Ping":
      return { _tag: "Ping" }
    case "Ack":
    case "Eof":
      return { _tag: "Nothing" }
    case "Interrupt":
      return id === undefined ? malformed("Expected a requestId") : { _tag: "Interrupt", id }
    case "Request": {
      const { tag, payload = null, headers } = message
      if (id === undefined) return malformed("Expected id to be a short string or a safe integer")
      const procedure = typeof tag === "string" ? findProcedure(tag) : undefined
      if (procedure === undefined) return malformed("Unknown tag")
      if (nestsDeeper(payload, depth)) return malformed(`Nested deeper than ${depth}`)
      if (!Array.isArray(headers)) return malformed("Expected headers to be an array")
      return { _tag: "Request", id, procedure, payload: wellFormed(payload), authorization: authorizationOf(headers) }
    }
    default:
      return malformed("Unknown _tag")
  }
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value)

const requestId = (id: unknown): RequestId | undefined =>
  Number.isSafeInteger(id) || (typeof id === "string" && id.length <= 64) ? id as RequestId : undefined

const nestsDeeper = (value: unknown, depth: number): boolean =>
  typeof value === "object" && value !== null &&
  (depth === 0 || Object.values(value).some((inner) => nestsDeeper(inner, depth - 1)))

const authorizationOf = (headers: ReadonlyArray<unknown>): string | undefined => {
  for (const header of headers) {
    if (!Array.isArray(header)) continue
    const [name, value] = header
    if (typeof name === "string" && typeof value === "string" && name.toLowerCase() === "authorization") return value
  }
  return undefined
}
