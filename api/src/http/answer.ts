import * as Cause from "effect/Cause"
import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as References from "effect/References"
import type * as Scope from "effect/Scope"
import { HttpEffect, HttpRouter, type HttpServerRequest, HttpServerResponse } from "effect/http"
import { logDefect } from "../realtime/logDefect.ts"
import { CallerAddress } from "./ClientAddress.ts"

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
 * its path (else 256 KiB) and says so in `content-length`.
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
      ? Effect.map(logDefect(cause, {}), (id) => HttpServerResponse.jsonUnsafe({ _tag: "InternalError", id }, { status: 500 }))
      : Effect.failCause(cause))
  const handle = HttpEffect.toWebHandlerWith<never, OfEachRequest>(yield* Effect.context<never>())(guarded)
  const run = Effect.runForkWith(yield* Effect.context<never>())

  const answer: Answer = async (request, address) => {
    const requestId = crypto.randomUUID()
    const { pathname } = new URL(request.url)
    const annotations = { requestId, method: request.method, path: pathname }
    const context = Context.make(CallerAddress, address).pipe(Context.add(References.CurrentLogAnnotations, annotations))
    const startedAt = performance.now()
    const response = tooLarge(request, pathname, caps) ?? await handle(request, context)
    setMissing(response.headers, headers)
    response.headers.set("x-request-id", requestId)
    const ms = Math.round(performance.now() - startedAt)
    run(Effect.annotateLogs(Effect.logDebug("answered"), { ...annotations, status: response.status, ms }))
    return response
  }
  return answer
})

/** Adds those headers that an answer doesn't set itself. */
export const setMissing = (own: Headers, headers: ReadonlyArray<readonly [string, string]>): void => {
  for (const [name, value] of headers) if (!own.has(name)) own.set(name, value)
}

const tooLarge = ({ body, headers }: Request, path: string, caps: ReadonlyArray<BodyCap>): Response | undefined => {
  if (body === null) return undefined
  const length = headers.get("content-length")
  if (length === null) return Response.json({ _tag: "LengthRequired" }, { status: 411 })
  const limit = caps.find(({ prefix }) => path.startsWith(prefix))?.bytes ?? usualCap
  return Number(length) > limit ? Response.json({ _tag: "BodyTooLarge", limit }, { status: 413 }) : undefined
}
