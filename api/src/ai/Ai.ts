import * as Context from "effect/Context"

/** Whose language model answers. With `none` nothing that needs one is offered. */
export class Ai extends Context.Service<Ai, {
  readonly provider: "none" | "openai-compatible"
}>()("api/ai/Ai") {}
