import * as Config from "effect/Config"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as Redacted from "effect/Redacted"
import * as HttpRouter from "effect/http/HttpRouter"
import * as HttpServerRequest from "effect/http/HttpServerRequest"
import * as HttpServerResponse from "effect/http/HttpServerResponse"
import * as PrometheusMetrics from "effect/observability/PrometheusMetrics"
import { isLocalRequest } from "./localRequest.ts"

/** Something without which requests can't be served; fails when it isn't there. */
export interface ReadyCheck {
  readonly name: string
  readonly check: Effect.Effect<unknown, unknown>
}

/**
 * `/health`: the process is alive. `/ready`: it can serve, so that a load balancer may send people here; 503 names the
 * checks that failed, the reasons stand in the log. `/metrics`: Prometheus' text format, for callers on this machine or
 * with `METRICS_TOKEN` as bearer token.
 */
export const layer = (checks: ReadonlyArray<ReadyCheck>) =>
  HttpRouter.use(Effect.fnUntraced(function*(router) {
    const token = yield* Config.option(Config.Redacted("METRICS_TOKEN"))
    yield* router.add("GET", "/health", HttpServerResponse.jsonUnsafe({ status: "alive" }))
    yield* router.add("GET", "/ready", ready(checks))
    yield* router.add("GET", "/metrics", Effect.gen(function*() {
      const { headers } = yield* HttpServerRequest.HttpServerRequest
      const mayRead = (yield* isLocalRequest) ||
        Option.exists(token, (token) => headers["authorization"] === `Bearer ${Redacted.value(token)}`)
      if (!mayRead) return HttpServerResponse.empty({ status: 404 })
      return HttpServerResponse.text(yield* PrometheusMetrics.format(), { contentType: "text/plain; version=0.0.4; charset=utf-8" })
    }))
  }))

const ready = (checks: ReadonlyArray<ReadyCheck>) =>
  Effect.gen(function*() {
    const failed = yield* Effect.filter(checks, ({ check, name }) =>
      check.pipe(
        Effect.timeout("3 seconds"),
        Effect.as(false),
        Effect.catchCause((cause) => Effect.as(Effect.logWarning(`not ready: ${name}`, cause), true))
      ), { concurrency: "unbounded" })
    return failed.length === 0
      ? HttpServerResponse.jsonUnsafe({ status: "ready" })
      : HttpServerResponse.jsonUnsafe({ status: "not ready", failed: failed.map(({ name }) => name) }, { status: 503 })
  })
