import * as Effect from "effect/Effect"
import * as HttpServerRequest from "effect/http/HttpServerRequest"
import { CallerAddress } from "./ClientAddress.ts"

const loopback = /^(127\.\d+\.\d+\.\d+|::1)$/
const loopbackHost = /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])(:\d+)?$/

/**
 * Whether the HTTP request at hand was made on this machine, by someone who meant this machine: a proxy beside us hands on
 * strangers, and a name that was made to point here (DNS rebinding) isn't ours.
 */
export const isLocalRequest = Effect.gen(function*() {
  const { headers } = yield* HttpServerRequest.HttpServerRequest
  return loopback.test(yield* CallerAddress) &&
    loopbackHost.test(headers["host"] ?? "") &&
    headers["x-forwarded-for"] === undefined &&
    headers["forwarded"] === undefined
})
