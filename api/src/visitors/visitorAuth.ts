import { CurrentVisitor, VisitorAuth } from "@cossistant/core/auth/VisitorAuth"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import { siteNote } from "../http/rpcSpans.ts"
import { AdmittedAt, Sessions } from "../live/Sessions.ts"
import { Connections } from "../realtime/Connections.ts"
import { EarlyChanges, Sync } from "../sync/Sync.ts"
import { Admission } from "../websites/Admission.ts"

/**
 * Lets a handler run for a visitor who holds its secret, on a page whose key and origin are in order. Whoever comes back
 * with a token and isn't known any more is looked up together with what changed since: one query for both.
 */
export const layer = Layer.effect(VisitorAuth, Effect.gen(function*() {
  const connections = yield* Connections
  const admission = yield* Admission
  const noteSite = yield* siteNote
  const sync = yield* Sync
  const sessions = yield* Sessions
  return VisitorAuth.of(Effect.fnUntraced(function*(handler, { client, headers, payload }) {
    const connection = yield* connections.get(client.id)
    const admittedAt = sessions.changes()
    const { holds, since } = yield* sync.early(tokenOf(payload))
    const { changes, visitor } = yield* admission.visitor(connection, headers.authorization, since)
    yield* noteSite(visitor.websiteId)
    const admitted = handler.pipe(
      Effect.provideService(CurrentVisitor, { ...visitor, connection }),
      Effect.provideService(AdmittedAt, admittedAt)
    )
    return yield* changes === undefined ? admitted : Effect.provideService(admitted, EarlyChanges, { changes, holds })
  }))
}))

const tokenOf = (payload: unknown) => typeof payload === "object" && payload !== null && "token" in payload ? payload.token : null
