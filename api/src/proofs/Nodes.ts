import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import { TestDatabase } from "../testing/TestDatabase.ts"
import { Cluster } from "./Cluster.ts"
import { clusterOwner } from "./clusterOwner.ts"

/** Three real processes on a database of their own, with an owner. */
export class Nodes extends Context.Service<Nodes, {
  readonly cluster: Cluster
  readonly owner: Awaited<ReturnType<typeof clusterOwner>>
}>()("api/proofs/Nodes") {
  static readonly layer = Layer.effect(Nodes, Effect.gen(function*() {
    const { url } = yield* TestDatabase
    const cluster = yield* Effect.acquireRelease(Effect.promise(() => Cluster.start(3, url)), (cluster) => Effect.promise(() => cluster.dispose()))
    return { cluster, owner: yield* Effect.promise(() => clusterOwner(cluster)) }
  })).pipe(Layer.provideMerge(TestDatabase.layerDatabase))
}
