import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import { type PolarPeer as Peer, startPolarPeer } from "../../../../e2e/src/peers/PolarPeer.ts"

/** Polar, played on loopback for as long as the layer lives. */
export class PolarPeer extends Context.Service<PolarPeer, Peer>()("api/billing/testing/PolarPeer") {
  static readonly layer = Layer.effect(PolarPeer, Effect.acquireRelease(Effect.sync(startPolarPeer), ({ stop }) => Effect.promise(stop)))
}
