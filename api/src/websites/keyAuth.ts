import { CurrentSite, KeyAuth } from "@cossistant/core/auth/KeyAuth"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import { siteNote } from "../http/rpcSpans.ts"
import { Connections } from "../realtime/Connections.ts"
import { Admission } from "./Admission.ts"

/** Lets a handler run for a page whose key and origin are in order. */
export const layer = Layer.effect(KeyAuth, Effect.gen(function*() {
  const connections = yield* Connections
  const admission = yield* Admission
  const noteSite = yield* siteNote
  return KeyAuth.of(Effect.fnUntraced(function*(handler, { client }) {
    const connection = yield* connections.get(client.id)
    const site = yield* admission.site(connection)
    yield* noteSite(site.websiteId)
    return yield* Effect.provideService(handler, CurrentSite, { ...site, connection })
  }))
}))
