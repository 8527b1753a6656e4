import type { BadRequest } from "../errors/BadRequest.ts"
import type { InternalError } from "../errors/InternalError.ts"
import type { TooManyRequests } from "../errors/TooManyRequests.ts"

/** What can go wrong with any call besides its procedure's own errors. */
export type TransportError =
  /** No answer: the network, a proxy or the server is away. The same call may be made again. */
  | { readonly _tag: "Unreachable"; readonly status: number | null }
  /** The caller took the call back. */
  | { readonly _tag: "Aborted" }
  /** The server broke without saying how. */
  | { readonly _tag: "Defect"; readonly defect: unknown }
  /** What the server may answer to any procedure, whatever its contract lists. */
  | typeof BadRequest.Encoded
  | typeof InternalError.Encoded
  | typeof TooManyRequests.Encoded

/** A call that was refused or lost. `error` is the procedure's typed error or a `TransportError`. */
export class RpcFailure<E extends { readonly _tag: string }> extends Error {
  override readonly name = "RpcFailure"
  readonly error: E | TransportError
  constructor(error: E | TransportError) {
    super(error._tag)
    this.error = error
  }
}
