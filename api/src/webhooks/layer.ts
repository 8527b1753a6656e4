import * as Layer from "effect/Layer"
import { Outgoing } from "../outgoing/Outgoing.ts"
import { Sending } from "./Sending.ts"
import { Webhooks } from "./Webhooks.ts"

/** A site's webhooks: their settings and log, and the relay and sender behind them. */
export const layer = Layer.mergeAll(Webhooks.layer, Sending.layer).pipe(Layer.provide(Outgoing.layer))
