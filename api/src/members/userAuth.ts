import { CurrentUser, UserAuth } from "@cossistant/core/auth/MemberAuth"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import { Connections } from "../realtime/Connections.ts"
import { SignIns } from "./SignIns.ts"

/** Lets signed-in people in. */
export const layer = Layer.effect(UserAuth, Effect.gen(function*() {
  const connections = yield* Connections
  const signIns = yield* SignIns
  return UserAuth.of((effect, { client }) =>
    connections.get(client.id).pipe(
      Effect.flatMap(signIns.user),
      Effect.flatMap((user) => Effect.provideService(effect, CurrentUser, user))
    )
  )
}))
