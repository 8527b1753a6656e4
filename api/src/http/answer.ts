import * as Cause from "effect/Cause"
import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as LogLevel from "effect/LogLevel"
import * as References from "effect/References"
import type * as Scope from "effect/Scope"
import * as HttpEffect from "effect/http/HttpEffect"
import * as HttpRouter from "effect/http/HttpRouter"
import * as HttpServerRequest from "effect/http/HttpServerRequest"
import * as HttpServerResponse from "effect/http/HttpServerResponse"
import { logDefect } from "../realtime/logDefect.ts"
import { CallerAddress } from "./ClientAddress.ts"
import { asProblem, isApi, problemOf, refuse, tooLong } from "./refusal.ts"
import { runtimeOf } from "./runtimeOf.ts"

/** Answers an HTTP request from `address`; never rejects. */
export type Answer = (request: Request, address: string) => Promise<Response>

/** The largest body of a request below a path. */
export interface BodyCap {
  readonly prefix: `/${string}`
  readonly bytes: number
}

const usualCap = 256 * 1024

/**
 * Answers requests through Effect's router with what `routes` adds to it. Each gets an id, in its log lines and as
 * `x-request-id`; a defect leaves as `InternalError` with the id of its log line. A body is as large as `caps` say for
 * its path (else 256 KiB) and says so in `content-length`. Below `/v1` every failure is a problem (RFC 9457).
 */
export const makeAnswer = Effect.fnUntraced(function*<E, R>(
  routes: Layer.Layer<never, E, R>,
  headers: ReadonlyArray<readonly [string, string]>,
  caps: ReadonlyArray<BodyCap>
) {
  type OfEachRequest = HttpServerRequest.HttpServerRequest | Scope.Scope
  // A route asks its layer for services when it is added; what is left are the two of every request.
  const app = (yield* HttpRouter.toHttpEffect(routes)) as Effect.Effect<HttpServerResponse.HttpServerResponse, unknown, OfEachRequest>
  const guarded = Effect.catchCause(app, (cause) =>
    Cause.hasDies(cause)
      ? Effect.zipWith(logDefect(cause, {}), HttpServerRequest.HttpServerRequest, (id, { url }) => broken(url, id))
      : Effect.failCause(cause))
  const runtime = runtimeOf(yield* Effect.context<never>())
  const handle = HttpEffect.toWebHandlerWith<never, OfEachRequest>(runtime)(guarded)
  const run = Effect.runForkWith(runtime)
  const isNoted = yield* LogLevel.isEnabled("Debug")

  const answer: Answer = async (request, address) => {
    const requestId = crypto.randomUUID()
    const { pathname } = new URL(request.url)
    const annotations = { requestId, method: request.method, path: pathname }
    const context = Context.make(CallerAddress, address).pipe(Context.add(References.CurrentLogAnnotations, annotations))
    const startedAt = performance.now()
    const response = asProblem(pathname, request.method, refused(request, pathname, caps) ?? await handle(request, context))
    setMissing(response.headers, headers)
    response.headers.set("x-request-id", requestId)
    if (isNoted) {
      const ms = Math.round(performance.now() - startedAt)
      run(Effect.annotateLogs(Effect.logDebug("answered"), { ...annotations, status: response.status, ms }))
    }
    return response
  }
  return answer
})

/** Adds those headers that an answer doesn't set itself. */
export const setMissing = (own: Headers, headers: ReadonlyArray<readonly [string, string]>): void => {
  for (const [name, value] of headers) if (!own.has(name)) own.set(name, value)
}

/** A fault of ours, by the id it has in the log. `url` is the request's, with or without an origin. */
const broken = (url: string, id: string) => {
  if (!isApi(new URL(url, "http://here").pathname)) return HttpServerResponse.jsonUnsafe({ _tag: "InternalError", id }, { status: 500 })
  const { body, options } = problemOf({ tag: "InternalError", status: 500, title: "Something broke on the server's side.", facts: { id } })
  return HttpServerResponse.jsonUnsafe(body, options)
}

const refused = (request: Request, path: string, caps: ReadonlyArray<BodyCap>): Response | undefined => {
  const long = isApi(path) ? tooLong(request) : undefined
  if (long !== undefined) return refuse(path, long)
  if (request.body === null) return undefined
  const length = request.headers.get("content-length")
  if (length === null) return refuse(path, { tag: "LengthRequired", status: 411, title: "Say in Content-Length how long the body is." })
  const limit = caps.find(({ prefix }) => path.startsWith(prefix))?.bytes ?? usualCap
  return Number(length) > limit
    ? refuse(path, { tag: "BodyTooLarge", status: 413, title: "The body is too large.", facts: { limit } })
    : undefined
}
