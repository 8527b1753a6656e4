import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import { monotonicFactory } from "ulid"

/** Ids of rows the server makes: ULIDs that grow within one process, so that tests can fix them. */
export class Ids extends Context.Service<Ids, { readonly next: Effect.Effect<string> }>()("api/sql/Ids") {
  static readonly layer = Layer.sync(Ids, () => {
    const ulid = monotonicFactory()
    return Ids.of({ next: Effect.sync(() => ulid()) })
  })
}
