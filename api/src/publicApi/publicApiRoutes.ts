import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import type { Scope } from "effect/Scope"
import * as HttpRouter from "effect/http/HttpRouter"
import type * as HttpServerRequest from "effect/http/HttpServerRequest"
import type * as HttpServerResponse from "effect/http/HttpServerResponse"
import type { layer as publicApi } from "./publicApi.ts"

type Answer = Effect.Effect<HttpServerResponse.HttpServerResponse, never, HttpServerRequest.HttpServerRequest | Scope>
type Services = Exclude<Layer.Services<typeof publicApi>, HttpRouter.HttpRouter>

/**
 * Everything below `/v1`, which comes with its first request: building its contract takes a tenth of a start and of what a
 * server holds, and most servers are never asked.
 */
export const layer = HttpRouter.use(Effect.fnUntraced(function*(router) {
  const services = yield* Effect.context<Services>()
  const scope = yield* Effect.scope
  const built = Effect.gen(function*() {
    const { layer: publicApi } = yield* Effect.promise(() => import("./publicApi.ts"))
    // A router of its own: what is memoised would be the one this stands in.
    const own = yield* Layer.buildWithScope(Layer.provideMerge(publicApi, Layer.fresh(HttpRouter.layer)), scope)
    // All that its routes leave unanswered is a method nobody knows, which fails as it would have in the router around.
    return Context.get(own, HttpRouter.HttpRouter).asHttpEffect() as Answer
  }).pipe(
    Effect.orDie, // its settings were checked by the start
    Effect.updateContext<never, Services>(() => services), // nothing of the request that happens to be the first
    Effect.uninterruptible
  )
  yield* router.add("*", "/v1/*", Effect.flatten(yield* Effect.cached(built)))
}))
