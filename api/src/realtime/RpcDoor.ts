import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Schema from "effect/Schema"
import type * as Rpc from "effect/rpc/Rpc"
import type * as RpcGroup from "effect/rpc/RpcGroup"
import * as RpcSerialization from "effect/rpc/RpcSerialization"
import { Allowance } from "./Allowance.ts"
import { answerPost } from "./answerPost.ts"
import { closeCodes } from "./closeCodes.ts"
import type { Connection, DoorName } from "./Connection.ts"
import { Connections } from "./Connections.ts"
import { makeDispatch } from "./Dispatch.ts"
import { Doors, type Door } from "./Doors.ts"
import type { Entrance, Refusal } from "./Entrance.ts"
import { defectFrame, refusedFrame } from "./frames.ts"
import { Limits } from "./Limits.ts"
import { logDefect } from "./logDefect.ts"
import { openSocket } from "./openSocket.ts"
import type { ShortCuts } from "./ShortCut.ts"

/**
 * Opens the door `/rpc/<name>` of this program: the procedures of `group` over WebSocket (GET with upgrade) and over
 * HTTP (POST). Nothing else about the two differs, so handlers can't tell them apart but by `Connection.transport`.
 *
 * `admit` is asked once for each socket and each POST, before anything of it runs; its error, encoded by `refusal`, is
 * what the caller is told. With `anyOrigin` browsers of other sites may speak HTTP here: a preflight carries no key, so
 * it is answered to any origin, without credentials, and `admit` checks the request itself.
 *
 * `session` names whom a connection is signed in as, so that all connections of one session share their limits; without
 * it, and for whoever isn't signed in, a request's `authorization` is the name.
 */
export const layer = <Rpcs extends Rpc.Any, E, R, S = never>(options: {
  readonly name: DoorName
  readonly group: RpcGroup.RpcGroup<Rpcs>
  readonly admit: (connection: Connection) => Effect.Effect<void, E, R>
  readonly refusal: Schema.Codec<E, unknown>
  readonly anyOrigin: boolean
  readonly shortCuts?: Effect.Effect<ShortCuts, never, S>
  readonly session?: Effect.Effect<Entrance["session"], never, S>
}): Layer.Layer<never, never, Doors | Connections | R | S | Rpc.ToHandler<Rpcs> | Rpc.Middleware<Rpcs>> =>
  Layer.effectDiscard(Effect.gen(function*() {
    const connections = yield* Connections
    const limits = yield* Limits
    const context = yield* Effect.context<R>()
    const encodeRefusal = Schema.encodeSync(Schema.toCodecJson(options.refusal))
    const refuse = (connection: Connection): Effect.Effect<Refusal | undefined, never, R> =>
      options.admit(connection).pipe(
        Effect.as(undefined),
        Effect.catch((error) => Effect.sync(() =>
          ({ frame: refusedFrame(encodeRefusal(error)), closeCode: closeCodes.refused, status: 403 }))),
        // Nobody said no: we couldn't ask. The client may come back.
        Effect.catchCause((cause) => Effect.map(logDefect(cause, { door: options.name, ...about(connection) }), (id) =>
          ({ frame: defectFrame({ _tag: "InternalError", id }), closeCode: closeCodes.broken, status: 500 })))
      )
    const entrance: Entrance = {
      door: options.name,
      connections,
      limits,
      allowance: new Allowance(limits),
      session: options.session === undefined ? () => undefined : yield* options.session,
      dispatch: yield* makeDispatch(options.group, connections, options.shortCuts === undefined ? {} : yield* options.shortCuts),
      parsers: RpcSerialization.makeNdjson({ maxBufferSize: limits.frameBytes }),
      refuse: (connection) => Effect.runPromiseWith(context)(refuse(connection))
    }
    ;(yield* Doors).set(`/rpc/${options.name}`, door(entrance, options.anyOrigin))
  }))

const about = ({ requestId }: Connection) => requestId === undefined ? {} : { requestId }

const door = (entrance: Entrance, anyOrigin: boolean): Door => ({
  fetch: async (request, host, sender) => {
    switch (request.method) {
      case "GET": return openSocket(entrance, request, host, sender)
      case "POST": {
        const requestId = crypto.randomUUID()
        const response = await answerPost(entrance, request, host, sender, requestId)
        response.headers.set("x-request-id", requestId)
        if (anyOrigin) response.headers.set("access-control-allow-origin", "*")
        return response
      }
      case "OPTIONS": return anyOrigin ? preflight() : notAllowed()
      default: return notAllowed()
    }
  }
})

const preflight = () => new Response(null, {
  status: 204,
  headers: {
    "access-control-allow-origin": "*",
    "access-control-allow-methods": "POST",
    "access-control-allow-headers": "authorization, content-type, x-public-key",
    // The longest any browser keeps it (Chromium: two hours).
    "access-control-max-age": "7200"
  }
})

const notAllowed = () => new Response(null, { status: 405, headers: { allow: "GET, POST" } })
