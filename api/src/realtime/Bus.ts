import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as Queue from "effect/Queue"
import * as Schema from "effect/Schema"
import type * as Scope from "effect/Scope"
import type * as SubscriptionRef from "effect/SubscriptionRef"

/**
 * Carries small messages between the nodes of an installation: that something changed (never what), who is there, who
 * types. A message may be lost, and nothing may depend on it but speed: Postgres is the truth.
 */
export class Bus extends Context.Service<Bus, {
  /** Tells the listeners of `channel` on all other nodes soon; never fails, never waits. The message is made when it leaves, if ever. */
  readonly publish: (channel: string, message: () => Schema.Json) => Effect.Effect<void>
  /** Hands over what other nodes say on `channel`, in the order of each, until the scope closes. */
  readonly listen: (channel: string, take: (message: unknown) => Effect.Effect<void>) => Effect.Effect<void, never, Scope.Scope>
  /** False while other nodes can't be heard. When it turns true again, messages may have been missed. */
  readonly isUp: SubscriptionRef.SubscriptionRef<boolean>
}>()("api/realtime/Bus") {}

/** One kind of message, with both ends typed by its schema. What an older or newer node says differently is passed over. */
export const channel = <A, I extends Schema.Json>(name: string, schema: Schema.Codec<A, I>) => {
  const encode = Schema.encodeSync(schema)
  const decode = Schema.decodeUnknownOption(schema)
  return {
    publish: (message: A) => Bus.use((bus) => bus.publish(name, () => encode(message))),
    listen: (take: (message: A) => Effect.Effect<void>) =>
      Bus.use((bus) => bus.listen(name, (message) =>
        Option.match(decode(message), { onNone: () => Effect.void, onSome: take })))
  }
}

/** What a listener waits to read at most; the oldest go first, as if the bus had lost them. */
export const waiting = <A>() => Queue.sliding<A>(10_000)
