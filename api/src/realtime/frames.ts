import type { BadRequest } from "@cossistant/core/errors/BadRequest"
import type { InternalError } from "@cossistant/core/errors/InternalError"
import type { TooManyRequests } from "@cossistant/core/errors/TooManyRequests"

/** A request id as the client chose it; echoed with the same type. */
export type RequestId = string | number

/** Errors any procedure may end with, whatever its contract lists. */
type AnyProcedureError = typeof BadRequest.Encoded | typeof InternalError.Encoded | typeof TooManyRequests.Encoded

/*
 * What we write: the messages of Effect's RPC protocol (`effect/rpc/RpcMessage`) as NDJSON, one line each.
 */

export const pong = `{"_tag":"Pong"}\n`

/** The end of a request or stream; `exit` is encoded. */
export const exitFrame = (requestId: RequestId, exit: unknown): string =>
  `{"_tag":"Exit","requestId":${JSON.stringify(requestId)},"exit":${JSON.stringify(exit)}}\n`

/** The end of a request that went well; `json` is the value. */
export const writtenFrame = (requestId: RequestId, json: string): string =>
  `{"_tag":"Exit","requestId":${JSON.stringify(requestId)},"exit":{"_tag":"Success","value":${json}}}\n`

/** The ordinary end of a stream. */
export const streamEndFrame = (requestId: RequestId): string => exitFrame(requestId, { _tag: "Success", value: null })

/** The end of a request that failed before or outside its contract. */
export const failFrame = (requestId: RequestId, error: AnyProcedureError): string =>
  exitFrame(requestId, { _tag: "Failure", cause: [{ _tag: "Fail", error }] })

/** The part of a Chunk before its values, so that a shared value is only concatenated. */
export const chunkStart = (requestId: RequestId): string =>
  `{"_tag":"Chunk","requestId":${JSON.stringify(requestId)},"values":[`

export const chunkEnd = "]}\n"

/** An error of the whole connection: what it is about has no request id we could read. */
export const defectFrame = (error: typeof BadRequest.Encoded | typeof InternalError.Encoded): string =>
  JSON.stringify({ _tag: "Defect", defect: error }) + "\n"

/** The one frame of a connection that is turned away; `error` is the encoded typed error. */
export const refusedFrame = (error: unknown): string => JSON.stringify({ _tag: "Refused", error }) + "\n"
