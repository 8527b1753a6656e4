import * as Config from "effect/Config"
import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Schema from "effect/Schema"
import type * as Scope from "effect/Scope"
import { HttpEffect, HttpRouter, type HttpServerRequest, type HttpServerResponse } from "effect/http"
import { Connections } from "../realtime/Connections.ts"
import { Doors } from "../realtime/Doors.ts"
import { drain } from "../realtime/drain.ts"
import { Limits } from "../realtime/Limits.ts"
import { socketHandler } from "../realtime/socketHandler.ts"
import { Topics } from "../realtime/Topics.ts"
import { CallerAddress, ClientAddress } from "./ClientAddress.ts"

/** Another program listens where we should. */
export class PortInUse extends Schema.TaggedError<PortInUse>()("PortInUse", {
  host: Schema.String,
  port: Schema.Int
}) {
  override get message(): string {
    return `Port ${this.port} on ${this.host} is held by another program: stop it, or set PORT to a free one.`
  }
}

/** The largest body any route takes; each has its own, lower cap. */
const maxBodyBytes = 64 * 1024 * 1024

/** The one listener of the program. */
export class Server extends Context.Service<Server, {
  readonly host: string
  /** As bound: real also when `PORT=0` asked for any free one. */
  readonly port: number
}>()("api/http/Server") {}

/**
 * Listens on `HOST` (default 127.0.0.1) and `PORT` (default 3000): RPC doors by their path, every other path through
 * Effect's router with what `routes` adds to it. When the layer closes, nobody new is let in and `drain` sees out
 * whoever is there.
 */
export const layer = <E, R>(routes: Layer.Layer<never, E, R>) =>
  Layer.effect(Server, Effect.gen(function*() {
    const host = yield* Config.String("HOST").pipe(Config.withDefault("127.0.0.1"))
    const port = yield* Config.Int("PORT").pipe(Config.withDefault(3000))
    const doors = yield* Doors
    const addresses = yield* ClientAddress
    const connections = yield* Connections
    const topics = yield* Topics
    const limits = yield* Limits
    const handle = yield* webHandler(routes)
    const listen = () => Bun.serve({
      hostname: host,
      port,
      maxRequestBodySize: maxBodyBytes,
      websocket: socketHandler(limits.frameBytes),
      fetch: (request, bun) => {
        const address = addresses.of(bun.requestIP(request)?.address ?? "", request.headers.get("x-forwarded-for"))
        const door = doors.get(new URL(request.url).pathname)
        return door === undefined
          ? handle(request, Context.make(CallerAddress, address))
          : door.fetch(request, bun, address)
      }
    })
    const bun = yield* Effect.acquireRelease(
      Effect.try({ try: listen, catch: (error) => isPortInUse(error) ? new PortInUse({ host, port }) : error }),
      (bun) => Effect.gen(function*() {
        void bun.stop()
        yield* drain(connections, topics, limits)
        yield* Effect.promise(() => bun.stop(true))
      })
    ).pipe(Effect.catchIf((error) => !(error instanceof PortInUse), Effect.die))
    return Server.of({ host, port: bun.port ?? port })
  }))

const isPortInUse = (error: unknown) => error instanceof Error && "code" in error && error.code === "EADDRINUSE"

const webHandler = Effect.fnUntraced(function*<E, R>(routes: Layer.Layer<never, E, R>) {
  type OfEachRequest = HttpServerRequest.HttpServerRequest | Scope.Scope
  // A route asks its layer for services when it is added; what is left are the two of every request.
  const app = (yield* HttpRouter.toHttpEffect(routes)) as Effect.Effect<HttpServerResponse.HttpServerResponse, unknown, OfEachRequest>
  return HttpEffect.toWebHandlerWith<never, OfEachRequest>(yield* Effect.context<never>())(app)
})
