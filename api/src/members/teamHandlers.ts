import { CurrentMember } from "@cossistant/core/auth/MemberAuth"
import { TeamRpcs } from "@cossistant/core/members/memberRpcs"
import * as Effect from "effect/Effect"
import { Team } from "./Team.ts"

export const teamHandlers = TeamRpcs.toLayer(Effect.gen(function*() {
  const team = yield* Team
  return TeamRpcs.of({
    "team.list": () => CurrentMember.use(team.list),
    "team.invite": ({ emails, role }) => CurrentMember.use((me) => team.invite(me, emails, role)),
    "team.cancelInvitation": ({ id }) => CurrentMember.use((me) => team.cancelInvitation(me, id)),
    "team.setRole": ({ role, userId }) => CurrentMember.use((me) => team.setRole(me, userId, role)),
    "team.remove": ({ userId }) => CurrentMember.use((me) => team.remove(me, userId))
  })
}))
