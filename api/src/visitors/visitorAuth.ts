import { CurrentVisitor, VisitorAuth } from "@cossistant/core/auth/VisitorAuth"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import { Connections } from "../realtime/Connections.ts"
import { Admission } from "../websites/Admission.ts"

/** Lets a handler run for a visitor who holds its secret, on a page whose key and origin are in order. */
export const layer = Layer.effect(VisitorAuth, Effect.gen(function*() {
  const connections = yield* Connections
  const admission = yield* Admission
  return VisitorAuth.of(Effect.fnUntraced(function*(handler, { client, headers }) {
    const connection = yield* connections.get(client.id)
    const visitor = yield* admission.visitor(connection, headers.authorization)
    return yield* Effect.provideService(handler, CurrentVisitor, { ...visitor, connection })
  }))
}))
