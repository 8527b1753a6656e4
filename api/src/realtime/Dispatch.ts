import * as Cause from "effect/Cause"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as References from "effect/References"
import type * as Scope from "effect/Scope"
import * as Headers from "effect/http/Headers"
import type * as Rpc from "effect/rpc/Rpc"
import type * as RpcGroup from "effect/rpc/RpcGroup"
import type * as RpcMessage from "effect/rpc/RpcMessage"
import * as RpcServer from "effect/rpc/RpcServer"
import { RpcSpans } from "../http/rpcSpans.ts"
import { ArrivedAt } from "./ArrivedAt.ts"
import type { Connections } from "./Connections.ts"
import { chunkEnd, chunkStart, exitFrame, failFrame, type RequestId, writtenFrame } from "./frames.ts"
import { logDefect } from "./logDefect.ts"
import type { Peer } from "./Peer.ts"
import { findProcedure, type FindProcedure, type Procedure } from "./procedure.ts"
import { type ShortCuts, Written } from "./ShortCut.ts"
import type { WireRequest } from "./wireMessage.ts"

/** Runs the procedures of one group for every transport of its door. */
export interface Dispatch {
  readonly findProcedure: FindProcedure
  readonly request: (peer: Peer, request: WireRequest) => void
  readonly interrupt: (peer: Peer, requestId: RequestId) => void
  /** Stops what the client waited for. */
  readonly left: (peer: Peer) => void
}

/**
 * Effect's decoded RPC server with our own JSON edge. The edge is ours so that what doesn't fit the contract answers
 * with a typed error and a defect leaves as an id, while the log has its cause. Clients send no acks: a stream waits
 * for the client's outlet instead.
 */
export const makeDispatch = <Rpcs extends Rpc.Any>(
  group: RpcGroup.RpcGroup<Rpcs>,
  { peers }: Connections["Service"],
  shortCuts: ShortCuts
): Effect.Effect<Dispatch, never, Rpc.ToHandler<Rpcs> | Rpc.Middleware<Rpcs> | Scope.Scope> =>
  Effect.gen(function*() {
    const run = Effect.runForkWith(yield* Effect.context<never>())
    const span = yield* RpcSpans

    const broken = (peer: Peer, requestId: RequestId, procedure: Procedure, cause: Cause.Cause<unknown>) => {
      peer.subscriptions.get(requestId)?.stop()
      // The annotations at hand are the request's own, but where a shortcut broke.
      return Effect.flatMap(References.CurrentLogAnnotations, (known) =>
        Effect.map(logDefect(cause, { ...annotations(peer, procedure), ...known }), (id) =>
          peer.answer(requestId, failFrame(requestId, { _tag: "InternalError", id }))))
    }

    const exit = (peer: Peer, requestId: RequestId, exit: Exit.Exit<unknown, unknown>) => {
      const subscription = peer.subscriptions.get(requestId)
      // The handler's part is done; the topics answer from here on.
      if (subscription?.isLive === true && Exit.isSuccess(exit)) return Effect.void
      subscription?.stop()
      const procedure = peer.settle(requestId)
      if (procedure === undefined) return Effect.void
      if (Exit.isFailure(exit) && Cause.hasDies(exit.cause)) return broken(peer, requestId, procedure, exit.cause)
      if (Exit.isSuccess(exit) && exit.value instanceof Written) {
        peer.answer(requestId, writtenFrame(requestId, exit.value.json))
        return Effect.void
      }
      const encoded = procedure.encodeExit(exit)
      if (Exit.isExit(encoded) && Exit.isSuccess(encoded)) {
        return Effect.sync(() => peer.answer(requestId, exitFrame(requestId, encoded.value)))
      }
      return Effect.matchCauseEffect(encoded, {
        onSuccess: (value) => Effect.sync(() => peer.answer(requestId, exitFrame(requestId, value))),
        onFailure: (cause) => broken(peer, requestId, procedure, cause)
      })
    }

    const chunk = (peer: Peer, requestId: RequestId, values: ReadonlyArray<unknown>) => {
      const procedure = peer.pending.get(requestId)
      if (procedure === undefined) return Effect.void
      return Effect.matchCauseEffect(procedure.encodeValues(values), {
        onSuccess: (encoded) => Effect.callback<void>((resume) => peer.outlet.whenDrained(() => {
          peer.outlet.write(chunkStart(requestId) + JSON.stringify(encoded).slice(1, -1) + chunkEnd)
          peer.outlet.whenDrained(() => resume(Effect.void))
        })),
        onFailure: (cause) => {
          peer.settle(requestId)
          return Effect.andThen(broken(peer, requestId, procedure, cause), Effect.failCause(Cause.die(Cause.squash(cause))))
        }
      })
    }

    const server = yield* RpcServer.makeNoSerialization(group, {
      disableFatalDefects: true,
      disableClientAcks: true,
      disableTracing: true,
      onFromServer: (response): Effect.Effect<void> => {
        const peer = peers.get(response.clientId)
        if (peer === undefined) return Effect.void
        switch (response._tag) {
          case "Chunk": return chunk(peer, response.requestId, response.values)
          case "Exit": {
            const answer = exit(peer, response.requestId, response.exit)
            return span === undefined ? answer : Effect.andThen(span.answered(response.exit), answer)
          }
          case "Defect": return Effect.asVoid(logDefect(Cause.die(response.defect), { connection: response.clientId }))
          case "ClientEnd": return Effect.void
        }
      }
    })

    const start = (peer: Peer, { id, procedure, authorization }: WireRequest, payload: unknown) => {
      const arrivedAt = performance.now()
      const annotate = <A, E, R>(effect: Effect.Effect<A, E, R>) => Effect.provideService(
        Effect.provideService(effect, References.CurrentLogAnnotations, annotations(peer, procedure)), ArrivedAt, arrivedAt)
      return server.write(peer.connection.clientId, {
        _tag: "Request",
        id,
        tag: procedure.tag,
        payload,
        headers: authorization === undefined ? Headers.empty : Headers.fromRecordUnsafe({ authorization })
        // `id` wants Effect's brand and `payload` was decoded by this very procedure: the union of a group's
        // requests can't be told apart by a tag that is only known at run time.
      } as RpcMessage.Request<Rpcs>, {
        onRequest: span === undefined ? annotate : (effect) => annotate(span.around({ tag: procedure.tag, door: peer.connection.door }, effect))
      })
    }

    const short = (peer: Peer, { authorization, id, procedure }: WireRequest, payload: unknown): boolean => {
      // What collects spans sees every request.
      const shortCut = span === undefined ? shortCuts[procedure.tag] : undefined
      try {
        return shortCut?.({ connection: peer.connection, authorization, payload }, (done) => exit(peer, id, done)) ?? false
      } catch (defect) {
        run(exit(peer, id, Exit.die(defect)))
        return true
      }
    }

    return {
      findProcedure: findProcedure(group),
      request: (peer, request) => {
        peer.pending.set(request.id, request.procedure)
        const decoded = request.procedure.decode(request.payload)
        if (Exit.isExit(decoded) && Exit.isSuccess(decoded)) {
          if (!short(peer, request, decoded.value)) run(start(peer, request, decoded.value))
          return
        }
        run(Effect.matchEffect(decoded, {
          onSuccess: (payload) => start(peer, request, payload),
          onFailure: (error) => Effect.sync(() => {
            peer.settle(request.id)
            peer.answer(request.id, failFrame(request.id, { _tag: "BadRequest", id: crypto.randomUUID(), issue: error.message }))
          })
        }))
      },
      interrupt: (peer, requestId) => void run(server.write(peer.connection.clientId, {
        _tag: "Interrupt",
        // Effect's brand of the id the client chose.
        requestId: requestId as RpcMessage.RequestId,
        interruptors: []
      })),
      left: (peer) => {
        for (const subscription of peer.subscriptions.values()) subscription.stop()
        run(server.disconnect(peer.connection.clientId))
      }
    }
  })

/** What tells the log lines of one request from all others. */
const annotations = ({ connection }: Peer, { tag }: Procedure) =>
  ({ rpc: tag, connection: connection.clientId, requestId: connection.requestId ?? crypto.randomUUID() })
