import * as Context from "effect/Context"

/** When the request at hand came in, on the clock of `performance.now()`: who was let in first needn't have come first. Undefined for what came by no socket. */
export const ArrivedAt = Context.Reference<number | undefined>("api/realtime/ArrivedAt", { defaultValue: () => undefined })
