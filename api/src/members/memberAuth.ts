import { CurrentMember, MemberAuth, NeedsRole } from "@cossistant/core/auth/MemberAuth"
import { WebsiteId, WebsiteNotFound } from "@cossistant/core/websites/Website"
import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Schema from "effect/Schema"
import { siteNote } from "../http/rpcSpans.ts"
import { AdmittedAt, Sessions } from "../live/Sessions.ts"
import { Connections } from "../realtime/Connections.ts"
import { SignIns } from "./SignIns.ts"

const namesSite = Schema.is(Schema.Struct({ websiteId: WebsiteId }))

/** Lets a site's team in, each to what their role may do. */
export const layer = Layer.effect(MemberAuth, Effect.gen(function*() {
  const connections = yield* Connections
  const signIns = yield* SignIns
  const noteSite = yield* siteNote
  const sessions = yield* Sessions
  return MemberAuth.of((effect, { client, payload, rpc }) =>
    Effect.gen(function*() {
      if (!namesSite(payload)) return yield* new WebsiteNotFound({ websiteId: "" })
      const admittedAt = sessions.changes()
      const connection = yield* connections.get(client.id)
      const member = yield* signIns.member(connection, payload.websiteId, Context.get(rpc.annotations, NeedsRole))
      yield* noteSite(member.websiteId)
      return yield* effect.pipe(Effect.provideService(CurrentMember, member), Effect.provideService(AdmittedAt, admittedAt))
    })
  )
}))
