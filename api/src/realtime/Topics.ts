import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as Layer from "effect/Layer"
import * as Scope from "effect/Scope"
import * as Stream from "effect/Stream"
import { Connections } from "./Connections.ts"
import type { RequestId } from "./frames.ts"
import { SharedEvent } from "./SharedEvent.ts"
import { Subscription } from "./Subscription.ts"

/** What a streaming handler knows of its caller: its second argument, as Effect gives it. */
export interface Subscriber {
  readonly client: { readonly id: number }
  readonly requestId: RequestId
}

/** What a subscription listens to, and what it is told before: read when asked for, so that nothing falls between. */
export interface Beginning<A, E, R> {
  readonly topics: Iterable<string>
  readonly first: Stream.Stream<A, E, R>
}

/**
 * Who listens to what on this node. An event is encoded once by the publisher; each subscriber's frame is that text
 * between two constant pieces. Topics are plain names chosen by the features (`visitor:<id>`, `website:<id>`, …).
 */
export class Topics extends Context.Service<Topics, {
  /**
   * The stream a subscribing handler returns: what `begin` says comes first, then every event published to its topics
   * from the moment `begin` was done. It ends only by `end`, by `Resume` (the client read too slowly) or with the
   * client; the scope `begin` runs in lasts exactly as long.
   */
  readonly subscribe: <A, E, R, E2, R2>(
    subscriber: Subscriber,
    begin: Effect.Effect<Beginning<A, E, R>, E2, R2>
  ) => Stream.Stream<A, E | E2, R | Exclude<R2, Scope.Scope>>
  /** Tells everyone on any of `topics` once; `json` is one encoded event. `except` is a client id to leave out. */
  readonly publish: (topics: ReadonlyArray<string>, json: string, except?: number) => Effect.Effect<void>
  /** Tells everyone on any of `topics` a last event (`Reload`) and ends their streams. */
  readonly end: (topics: ReadonlyArray<string>, json: string) => Effect.Effect<void>
  /** Ends one stream with a last event; one that has just begun, as soon as it has been told what comes first. */
  readonly dismiss: (subscriber: Subscriber, json: string) => Effect.Effect<void>
  /** Tells every subscriber of this node, as `Move` before a stop. */
  readonly publishToAll: (json: string) => Effect.Effect<void>
  /**
   * Takes note of all that is told, for as long as the scope: gives whether any of `topics` was told anything so far. For
   * whoever reads before it can know its topics.
   */
  readonly overhear: Effect.Effect<(topics: ReadonlyArray<string>) => boolean, never, Scope.Scope>
  /** Whether anyone on this node listens: nothing need be read or encoded when not. */
  readonly anyone: (topics: ReadonlyArray<string>) => boolean
}>()("api/realtime/Topics") {
  static readonly layer = Layer.effect(Topics, Effect.gen(function*() {
    const { peers } = yield* Connections
    const run = Effect.runForkWith(yield* Effect.context<never>())
    const byTopic = new Map<string, Set<Subscription>>()
    const all = new Set<Subscription>()
    const overhearing = new Set<Set<string>>()

    const place = (subscription: Subscription, topics: Iterable<string>) => {
      const wanted = new Set(topics)
      for (const topic of subscription.topics) {
        const members = wanted.has(topic) ? undefined : byTopic.get(topic)
        members?.delete(subscription)
        if (members?.size === 0) byTopic.delete(topic)
      }
      for (const topic of wanted) {
        const members = byTopic.get(topic)
        if (members === undefined) byTopic.set(topic, new Set([subscription]))
        else members.add(subscription)
      }
      subscription.topics = wanted
    }

    const open = (subscriber: Subscriber, scope: Scope.Closeable) => Effect.suspend(() => {
      const peer = peers.get(subscriber.client.id)
      if (peer === undefined) return Effect.interrupt
      const subscription = new Subscription(peer, subscriber.requestId, () => {
        place(subscription, [])
        all.delete(subscription)
        run(Scope.close(scope, Exit.void))
      })
      all.add(subscription)
      return Effect.succeed(subscription)
    })

    /** Everyone on any of the topics, each once. */
    const members = (topics: ReadonlyArray<string>): Iterable<Subscription> => {
      for (const told of overhearing) for (const topic of topics) told.add(topic)
      return topics.length === 1 && topics[0] !== undefined
        ? byTopic.get(topics[0]) ?? []
        : new Set(topics.flatMap((topic) => [...(byTopic.get(topic) ?? [])]))
    }

    return Topics.of({
      subscribe: (subscriber, begin) => Stream.unwrap(Effect.gen(function*() {
        const scope = yield* Scope.make()
        const subscription = yield* open(subscriber, scope)
        const { first, topics } = yield* Scope.provide(begin, scope)
        place(subscription, topics)
        // From here on no fiber waits: an idle subscriber costs its subscription and what `begin` holds.
        return Stream.concat(first, Stream.fromEffectDrain(Effect.sync(() => subscription.live())))
      })),
      publish: (topics, json, except) => Effect.sync(() => {
        const event = new SharedEvent(json)
        for (const subscription of members(topics)) if (subscription.clientId !== except) subscription.tell(event)
      }),
      end: (topics, json) => Effect.sync(() => {
        for (const subscription of members(topics)) subscription.end(json)
      }),
      dismiss: ({ client, requestId }, json) => Effect.sync(() => peers.get(client.id)?.subscriptions.get(requestId)?.end(json)),
      publishToAll: (json) => Effect.sync(() => {
        const event = new SharedEvent(json)
        for (const subscription of all) subscription.tell(event)
      }),
      overhear: Effect.acquireRelease(
        Effect.sync(() => {
          const told = new Set<string>()
          overhearing.add(told)
          return told
        }),
        (told) => Effect.sync(() => overhearing.delete(told))
      ).pipe(Effect.map((told) => (topics) => topics.some((topic) => told.has(topic)))),
      anyone: (topics) => overhearing.size > 0 || topics.some((topic) => byTopic.has(topic))
    })
  }))
}
