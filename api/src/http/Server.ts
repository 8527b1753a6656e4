import type { Server as BunServer } from "bun"
import * as Cause from "effect/Cause"
import * as Config from "effect/Config"
import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Option from "effect/Option"
import { measureConnections } from "../realtime/connectionMetrics.ts"
import { Connections } from "../realtime/Connections.ts"
import { Doors } from "../realtime/Doors.ts"
import { drain } from "../realtime/drain.ts"
import { Limits } from "../realtime/Limits.ts"
import { logDefect } from "../realtime/logDefect.ts"
import { type SocketData, socketHandler } from "../realtime/socketHandler.ts"
import { Stopping } from "../realtime/Stopping.ts"
import { Topics } from "../realtime/Topics.ts"
import { type BodyCap, makeAnswer, setMissing } from "./answer.ts"
import { ClientAddress } from "./ClientAddress.ts"
import { cannotListen } from "./listening.ts"
import { securityHeaders } from "./securityHeaders.ts"

/** The one listener of the program. */
export class Server extends Context.Service<Server, {
  readonly host: string
  /** As bound: real also when `PORT=0` asked for any free one. */
  readonly port: number
}>()("api/http/Server") {}

/**
 * Listens on `HOST` (default 127.0.0.1) and `PORT` (default 3000): RPC doors by their path, every other path through
 * `routes` (see `makeAnswer`). When the layer closes, nobody new is let in and `drain` sees out whoever is there.
 */
export const layer = <E, R>(routes: Layer.Layer<never, E, R>, options: { readonly bodyCaps?: ReadonlyArray<BodyCap> } = {}) =>
  Layer.effect(Server, Effect.gen(function*() {
    const host = yield* Config.String("HOST").pipe(Config.withDefault("127.0.0.1"))
    const port = yield* Config.Int("PORT").pipe(Config.withDefault(3000))
    const publicUrl = yield* Config.option(Config.URL("PUBLIC_APP_URL"))
    const headers = securityHeaders({ https: Option.exists(publicUrl, ({ protocol }) => protocol === "https:") })
    const answer = yield* makeAnswer(routes, headers, options.bodyCaps ?? [])
    const doors = yield* Doors
    const addresses = yield* ClientAddress
    const connections = yield* Connections
    const topics = yield* Topics
    const limits = yield* Limits
    const stopping = yield* Stopping
    const context = yield* Effect.context<never>()
    yield* Effect.forkScoped(measureConnections(connections))

    const fetch = async (request: Request, bun: BunServer<SocketData>): Promise<Response | undefined> => {
      const peer = bun.requestIP(request)?.address ?? ""
      const address = addresses.of(peer, request.headers.get("x-forwarded-for"))
      // Some clients end every base address with a slash.
      const door = doors.get(new URL(request.url).pathname.replace(/\/$/, ""))
      if (door === undefined) return answer(request, address)
      const response = await door.fetch(request, bun, { address, isProxied: address !== addresses.of(peer, null) })
      if (response !== undefined) setMissing(response.headers, headers)
      return response
    }

    const listen = () => Bun.serve({
      hostname: host,
      port,
      // Longer than any statement may take; a stream's own silence is lifted where it begins.
      idleTimeout: 35,
      maxRequestBodySize: Math.max(...(options.bodyCaps ?? []).map(({ bytes }) => bytes), 1024 * 1024),
      websocket: socketHandler(limits.frameBytes),
      fetch,
      error: (error) => Effect.runPromiseWith(context)(brokenAnswer(error))
    })
    const stop = (bun: BunServer<SocketData>) => Effect.gen(function*() {
      stopping.begin()
      // Lets nobody in and closes what is idle; its promise waits for the rest, and the drain decides when that goes.
      void bun.stop()
      yield* drain(connections, topics, limits, bun)
      yield* Effect.promise(() => bun.stop(true))
    })
    const bun = yield* Effect.acquireRelease(
      Effect.try({ try: listen, catch: (error) => cannotListen(error, { host, port }) }),
      stop
    )
    return Server.of({ host, port: bun.port ?? port })
  }))

/** For what no route and no door has caught: an id, as everywhere. */
const brokenAnswer = (error: unknown) =>
  Effect.map(logDefect(Cause.die(error), {}), (id) => Response.json({ _tag: "InternalError", id }, { status: 500 }))
