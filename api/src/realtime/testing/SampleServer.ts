import * as ConfigProvider from "effect/ConfigProvider"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Schema from "effect/Schema"
import * as Stream from "effect/Stream"
import * as HttpRouter from "effect/http/HttpRouter"
import * as HttpServerResponse from "effect/http/HttpServerResponse"
import * as Rpc from "effect/rpc/Rpc"
import * as RpcGroup from "effect/rpc/RpcGroup"
import { ClientAddress } from "../../http/ClientAddress.ts"
import * as Server from "../../http/Server.ts"
import { Connections } from "../Connections.ts"
import { Doors } from "../Doors.ts"
import { Limits } from "../Limits.ts"
import * as RpcDoor from "../RpcDoor.ts"
import { Topics } from "../Topics.ts"

export class TooShy extends Schema.TaggedError<TooShy>()("TooShy", { name: Schema.String }) {}
export class NotWelcome extends Schema.TaggedError<NotWelcome>()("NotWelcome", { origin: Schema.NullOr(Schema.String) }) {}

const News = Schema.Struct({ _tag: Schema.String, n: Schema.optionalKey(Schema.Int) })

/** A small contract with one procedure for each way a request can go. */
export class SampleRpcs extends RpcGroup.make(
  Rpc.make("greet", {
    payload: { name: Schema.String.check(Schema.isMaxLength(10)) },
    success: Schema.Struct({ text: Schema.String }),
    error: TooShy
  }),
  Rpc.make("break", {}),
  Rpc.make("wait", {}),
  Rpc.make("whoami", { success: Schema.Struct({ connection: Schema.Unknown, headers: Schema.Unknown }) }),
  Rpc.make("large", { payload: { bytes: Schema.Int, waits: Schema.optionalKey(Schema.Boolean) }, success: Schema.String }),
  Rpc.make("count", { payload: { to: Schema.Int }, success: Schema.Int, stream: true }),
  Rpc.make("listen", { payload: { topics: Schema.Array(Schema.String), waits: Schema.optionalKey(Schema.Boolean) }, success: News, stream: true })
) {}

/**
 * What handlers and a test tell each other: `waiting` once a handler waits for `release`, `stopped` when `wait` was
 * interrupted, `gone` when a listener ended.
 */
export class Witness {
  readonly waiting = Promise.withResolvers<void>()
  readonly release = Promise.withResolvers<void>()
  readonly stopped = Promise.withResolvers<void>()
  readonly gone = Promise.withResolvers<void>()
}

const waitFor = (witness: Witness) => Effect.promise(() => {
  witness.waiting.resolve()
  return witness.release.promise
})

const handlers = (witness: Witness) => SampleRpcs.toLayer(Effect.gen(function*() {
  const connections = yield* Connections
  const topics = yield* Topics
  const wait = waitFor(witness)
  return SampleRpcs.of({
    greet: ({ name }) => name === "shy" ? Effect.fail(new TooShy({ name })) : Effect.succeed({ text: `hello ${name}` }),
    break: () => Effect.andThen(Effect.logInfo("about to break"), Effect.die(new Error("the database password is hunter2"))),
    wait: () => wait.pipe(Effect.onInterrupt(() => Effect.sync(() => witness.stopped.resolve()))),
    whoami: (_, { client, headers }) =>
      Effect.map(connections.get(client.id), (connection) => ({ connection, headers: { ...headers } })),
    large: ({ bytes, waits }) => Effect.as(waits === true ? wait : Effect.void, "x".repeat(bytes)),
    count: ({ to }) => Stream.range(1, to),
    listen: (payload, subscriber) =>
      topics.subscribe(subscriber, Effect.as(
        Effect.addFinalizer(() => Effect.sync(() => witness.gone.resolve())),
        { topics: payload.topics, first: Stream.fromEffect(Effect.as(payload.waits === true ? wait : Effect.void, { _tag: "First" })) }
      ))
  })
}))

/** A real server of the sample contract on a free port, with a slow route `/slow`; origin `https://evil.test` is turned away, `https://broken.test` breaks it. */
export const sampleServer = ({ limits: changed = {}, witness = new Witness() }: {
  readonly limits?: Partial<Limits>
  readonly witness?: Witness
} = {}) =>
  Server.layer(HttpRouter.add("GET", "/slow", Effect.as(waitFor(witness), HttpServerResponse.text("done")))).pipe(
    Layer.provide(RpcDoor.layer({
      name: "widget",
      group: SampleRpcs,
      anyOrigin: true,
      admit: ({ origin }) =>
        origin === "https://evil.test" ? Effect.fail(new NotWelcome({ origin }))
          : origin === "https://broken.test" ? Effect.die(new Error("the database is away"))
          : Effect.void,
      refusal: NotWelcome
    })),
    Layer.provide(handlers(witness)),
    Layer.provide([ClientAddress.layer, Doors.layer]),
    Layer.provideMerge(Topics.layer),
    Layer.provideMerge(Connections.layer),
    Layer.provide(Layer.effect(Limits, Effect.map(Limits, (limits) => ({ ...limits, ...changed })))),
    Layer.provide(ConfigProvider.layer(ConfigProvider.fromUnknown({ PORT: "0" })))
  )
