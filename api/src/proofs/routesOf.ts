import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as HttpRouter from "effect/http/HttpRouter"

/** A router that notes what is added to it, as `METHOD /path`. */
const noting = (router: HttpRouter.HttpRouter, seen: Array<string>, prefix = ""): HttpRouter.HttpRouter => ({
  ...router,
  prefixed: (more) => noting(router.prefixed(more), seen, prefix + more),
  add: (method, path, handler, options) => {
    seen.push(`${method} ${prefix}${path}`)
    return router.add(method, path, handler, options)
  },
  addAll: (routes) => {
    for (const { method, path } of routes) seen.push(`${method} ${prefix}${path}`)
    return router.addAll(routes)
  }
})

/** Every route these layers add to a router. */
export const routesOf = Effect.fnUntraced(function*<E, R>(routes: Layer.Layer<never, E, R>) {
  const seen: Array<string> = []
  const router = noting(Context.get(yield* Layer.build(HttpRouter.layer), HttpRouter.HttpRouter), seen)
  yield* Layer.build(routes.pipe(Layer.provide(Layer.succeed(HttpRouter.HttpRouter, router))))
  return seen
})
