import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import { monotonicFactory } from "ulid"

/** Ids of rows made by the server: ULIDs (github.com/ulid/spec), ascending within this process. */
export class Ids extends Context.Service<Ids, { readonly next: Effect.Effect<string> }>()("api/ids/Ids") {
  static readonly layer = Layer.sync(Ids, () => {
    const ulid = monotonicFactory()
    return Ids.of({ next: Effect.sync(() => ulid()) })
  })
}
