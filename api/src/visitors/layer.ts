import * as Layer from "effect/Layer"
import { Identities } from "./Identities.ts"
import { Visitors } from "./Visitors.ts"

/** Visitors and who they are. */
export const layer = Layer.merge(Visitors.layer, Identities.layer)
