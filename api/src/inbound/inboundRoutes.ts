import * as Layer from "effect/Layer"
import type { BodyCap } from "../http/answer.ts"
import { letterAtMost } from "./Arrival.ts"
import { InboundRepo } from "./InboundRepo.ts"
import * as originalRoutes from "./originalRoutes.ts"
import * as resendRoutes from "./resendRoutes.ts"
import * as sesRoutes from "./sesRoutes.ts"

/** A letter in base64 and what goes around it. */
export const letterCaps: ReadonlyArray<BodyCap> = [{ prefix: "/ses/webhooks/inbound", bytes: Math.ceil(letterAtMost * 4 / 3) + 256 * 1024 }]

/** Where letters and news of letters come in, each door with a secret of its own; and where originals are shown to the team. */
export const layer = Layer.mergeAll(sesRoutes.layer, resendRoutes.layer, originalRoutes.layer).pipe(Layer.provide(InboundRepo.layer))
