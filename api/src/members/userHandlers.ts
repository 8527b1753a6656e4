import { CurrentUser } from "@cossistant/core/auth/MemberAuth"
import { UserRpcs } from "@cossistant/core/members/memberRpcs"
import * as Effect from "effect/Effect"
import { Capabilities } from "../capabilities/Capabilities.ts"
import { Invitations } from "./Invitations.ts"
import { Users } from "./Users.ts"

export const userHandlers = UserRpcs.toLayer(Effect.gen(function*() {
  const users = yield* Users
  const invitations = yield* Invitations
  const capabilities = yield* Capabilities
  return UserRpcs.of({
    "me.get": () => CurrentUser.use(users.me),
    "me.update": ({ name }) => CurrentUser.use((me) => users.rename(me, name)),
    "capabilities.get": () => capabilities.get,
    "websites.create": (website) => CurrentUser.use((me) => users.createWebsite(me, website)),
    "invitations.accept": (link) => CurrentUser.use((me) => invitations.accept(me, link)),
    "invitations.reject": (link) => CurrentUser.use((me) => invitations.reject(me, link))
  })
}))
