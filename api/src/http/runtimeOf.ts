import * as Context from "effect/Context"

/**
 * Of a context what Effect itself reads: clock, loggers, log level, settings. A request starts with this alone, and what is put together
 * for requests adds no more than it asks for: an endpoint's context is merged with its request's, entry by entry. With all the
 * program's services on both sides that was a twentieth of a request.
 */
export const runtimeOf = (context: Context.Context<never>): Context.Context<never> =>
  Context.makeUnsafe(new Map([...context.mapUnsafe].filter(([key]) => key.startsWith("effect/"))))
