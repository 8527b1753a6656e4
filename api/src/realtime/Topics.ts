import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Stream from "effect/Stream"
import { Connections } from "./Connections.ts"
import type { RequestId } from "./frames.ts"
import { Subscription } from "./Subscription.ts"

/** What a streaming handler knows of its caller: its second argument, as Effect gives it. */
export interface Subscriber {
  readonly client: { readonly id: number }
  readonly requestId: RequestId
}

/**
 * Who listens to what on this node. An event is encoded once by the publisher; each subscriber's frame is that text
 * between two constant pieces. Topics are plain names chosen by the features (`visitor:<id>`, `website:<id>`, …).
 */
export class Topics extends Context.Service<Topics, {
  /**
   * The stream a subscribing handler returns: `first`, then every event published to `topics` from this moment on.
   * It ends only by `end`, by `Resume` (the client read too slowly) or with the client, and then runs `onEnd`. The
   * handler itself is over once `first` is sent, so its finalizers run then: what lasts as long as the client listens
   * belongs in `onEnd`.
   */
  readonly subscribe: <A, E, R>(
    subscriber: Subscriber,
    topics: Iterable<string>,
    first: Stream.Stream<A, E, R>,
    onEnd?: Effect.Effect<void>
  ) => Stream.Stream<A, E, R>
  /** Replaces what one subscription listens to, at once. */
  readonly setTopics: (subscriber: Subscriber, topics: Iterable<string>) => Effect.Effect<void>
  /** Tells everyone on any of `topics` once; `json` is one encoded event. `except` is a client id to leave out. */
  readonly publish: (topics: ReadonlyArray<string>, json: string, except?: number) => Effect.Effect<void>
  /** Tells everyone on any of `topics` a last event (`Reload`) and ends their streams. */
  readonly end: (topics: ReadonlyArray<string>, json: string) => Effect.Effect<void>
  /** Tells every subscriber of this node, as `Move` before a stop. */
  readonly publishToAll: (json: string) => Effect.Effect<void>
  /** Whether anyone on this node listens: nothing need be read or encoded when not. */
  readonly anyone: (topics: ReadonlyArray<string>) => boolean
}>()("api/realtime/Topics") {
  static readonly layer = Layer.effect(Topics, Effect.gen(function*() {
    const { peers } = yield* Connections
    const run = Effect.runForkWith(yield* Effect.context<never>())
    const byTopic = new Map<string, Set<Subscription>>()
    const all = new Set<Subscription>()

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

    const add = (subscriber: Subscriber, topics: Iterable<string>, onEnd: Effect.Effect<void>) => Effect.suspend(() => {
      const peer = peers.get(subscriber.client.id)
      if (peer === undefined) return Effect.interrupt
      const subscription = new Subscription(peer, subscriber.requestId, () => {
        place(subscription, [])
        all.delete(subscription)
        if (onEnd !== Effect.void) run(onEnd)
      })
      place(subscription, topics)
      all.add(subscription)
      return Effect.succeed(subscription)
    })

    /** Everyone on any of the topics, each once. */
    const members = (topics: ReadonlyArray<string>): Iterable<Subscription> =>
      topics.length === 1 && topics[0] !== undefined
        ? byTopic.get(topics[0]) ?? []
        : new Set(topics.flatMap((topic) => [...(byTopic.get(topic) ?? [])]))

    return Topics.of({
      subscribe: (subscriber, topics, first, onEnd = Effect.void) =>
        Stream.unwrap(Effect.map(add(subscriber, topics, onEnd), (subscription) =>
          Stream.concat(first, Stream.fromEffectDrain(Effect.sync(() => subscription.live()))))),
      setTopics: ({ client, requestId }, topics) => Effect.sync(() => {
        const subscription = peers.get(client.id)?.subscriptions.get(requestId)
        if (subscription !== undefined) place(subscription, topics)
      }),
      publish: (topics, json, except) => Effect.sync(() => {
        for (const subscription of members(topics)) if (subscription.clientId !== except) subscription.tell(json)
      }),
      end: (topics, json) => Effect.sync(() => {
        for (const subscription of members(topics)) subscription.end(json)
      }),
      publishToAll: (json) => Effect.sync(() => {
        for (const subscription of all) subscription.tell(json)
      }),
      anyone: (topics) => topics.some((topic) => byTopic.has(topic))
    })
  }))
}
