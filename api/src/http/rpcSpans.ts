import * as Cause from "effect/Cause"
import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as Layer from "effect/Layer"

/** Spans of requests: each with its procedure's name, `door`, `website` once that is known, and `outcome`. */
export interface RpcSpanMaker {
  /** Puts one request into a span of its own. */
  readonly around: <A, E, R>(
    request: { readonly tag: string; readonly door: string },
    effect: Effect.Effect<A, E, R>
  ) => Effect.Effect<A, E, R>
  /** Notes on the span at hand how its request is answered: a caller who has the answer may be gone before the end. */
  readonly answered: (exit: Exit.Exit<unknown, unknown>) => Effect.Effect<void>
}

/** Undefined while nobody collects spans: then a request costs nothing more. */
export const RpcSpans = Context.Reference<RpcSpanMaker | undefined>("api/http/RpcSpans", { defaultValue: () => undefined })

/** From here on requests have spans. */
export const layer = Layer.succeed(RpcSpans, {
  // A refusal is an answer like any other, and its facts are its caller's; only a defect is the span's own error.
  around: <A, E, R>({ door, tag }: { readonly tag: string; readonly door: string }, effect: Effect.Effect<A, E, R>) =>
    Effect.flatten(Effect.withSpan(
      Effect.match(effect, { onFailure: (error): Exit.Exit<A, E> => Exit.fail(error), onSuccess: (value) => Exit.succeed(value) }),
      tag,
      { kind: "server", attributes: { door }, captureStackTrace: false }
    )),
  answered: (exit) => Effect.annotateCurrentSpan("outcome", outcomeOf(exit))
})

const outcomeOf = (exit: Exit.Exit<unknown, unknown>): string => {
  if (Exit.isSuccess(exit)) return "Success"
  if (Cause.hasDies(exit.cause)) return "InternalError"
  if (Cause.hasInterrupts(exit.cause)) return "Interrupted"
  const error = Cause.squash(exit.cause)
  return typeof error === "object" && error !== null && "_tag" in error ? String(error._tag) : "Failure"
}

/** How whoever lets a request in says for which site: on its span, where there are spans. */
export const siteNote = Effect.map(RpcSpans, (spans) => (websiteId: string): Effect.Effect<void> =>
  spans === undefined ? Effect.void : Effect.annotateCurrentSpan("website", websiteId))
