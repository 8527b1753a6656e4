import { JoinRpcs } from "@cossistant/core/members/memberRpcs"
import * as Effect from "effect/Effect"
import { Connections } from "../realtime/Connections.ts"
import { Invitations } from "./Invitations.ts"

export const joinHandlers = JoinRpcs.toLayer(Effect.gen(function*() {
  const connections = yield* Connections
  const invitations = yield* Invitations
  return JoinRpcs.of({
    "invitations.get": (link, { client }) =>
      Effect.flatMap(connections.get(client.id), ({ address }) => invitations.state(address, link))
  })
}))
