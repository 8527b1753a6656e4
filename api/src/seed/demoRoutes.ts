import * as Effect from "effect/Effect"
import * as HttpRouter from "effect/http/HttpRouter"
import * as HttpServerRequest from "effect/http/HttpServerRequest"
import * as HttpServerResponse from "effect/http/HttpServerResponse"
import { Demo } from "./Demo.ts"
import { forDevelopment } from "./forDevelopment.ts"

const answer = (body: object | null) =>
  body === null
    ? HttpServerResponse.empty({ status: 404 })
    : HttpServerResponse.jsonUnsafe(body, { headers: { "cache-control": "no-store" } })

/** What the demo page asks of us: which key to use, and a token for whoever it plays. For this machine only. */
export const layer = HttpRouter.use(Effect.fnUntraced(function*(router) {
  const demo = yield* Demo
  const guarded = yield* forDevelopment
  yield* router.add("GET", "/demo/config", guarded(Effect.map(demo.config, answer)))
  yield* router.add("GET", "/demo/identity", guarded(Effect.gen(function*() {
    const { url } = yield* HttpServerRequest.HttpServerRequest
    const token = yield* demo.identity(new URL(url, "http://localhost").searchParams.get("person") ?? "")
    return answer(token === null ? null : { token })
  })))
}))
