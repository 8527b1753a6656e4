import type { LimitReached } from "@cossistant/core/billing/Plan"
import { RoleRequired, type CurrentMember } from "@cossistant/core/auth/MemberAuth"
import { TooManyRequests } from "@cossistant/core/errors/TooManyRequests"
import { type FormerMember, type Invitation, InvitationRefused, LastOwner, type Member, MemberNotFound } from "@cossistant/core/members/Member"
import type { Role } from "@cossistant/core/members/Role"
import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import { AccessChanges } from "./AccessChanges.ts"
import { InvitationRepo } from "./InvitationRepo.ts"
import { Invitations, type InviteResult } from "./Invitations.ts"
import { TeamRepo } from "./TeamRepo.ts"

type Asker = CurrentMember["Service"]

/** The rules of a site's team: an organisation keeps an owner, and only an owner makes or changes one. */
export class Team extends Context.Service<Team, {
  /** Plain members see no invitations. */
  readonly list: (me: Asker) => Effect.Effect<{
    readonly members: ReadonlyArray<Member>
    /** Those whose account is gone. */
    readonly former: ReadonlyArray<FormerMember>
    readonly invitations: ReadonlyArray<Invitation>
    readonly myRole: Role
  }>
  /** One result for each address, in the order given. */
  readonly invite: (me: Asker, emails: ReadonlyArray<string>, role: "admin" | "member") => Effect.Effect<ReadonlyArray<InviteResult>, TooManyRequests | LimitReached>
  readonly cancelInvitation: (me: Asker, id: string) => Effect.Effect<void, InvitationRefused>
  readonly setRole: (me: Asker, userId: string, role: Role) => Effect.Effect<void, MemberNotFound | LastOwner | RoleRequired>
  readonly remove: (me: Asker, userId: string) => Effect.Effect<void, MemberNotFound | LastOwner | RoleRequired>
}>()("api/members/Team") {
  static readonly layer = Layer.effect(Team, Effect.gen(function*() {
    const repo = yield* TeamRepo
    const invitations = yield* Invitations
    const invitationRepo = yield* InvitationRepo
    const accessChanges = yield* AccessChanges

    /** Changes what `userId` is to `role` (null: nothing any more), seeing every role as it stands meanwhile. */
    const change = (me: Asker, userId: string, role: Role | null, apply: Effect.Effect<void>) =>
      accessChanges.tellAfter(
        { userId, organizationId: me.organizationId },
        repo.alone(me.websiteId, Effect.gen(function*() {
          const mine = yield* repo.roleOf(me.websiteId, me.userId)
          const theirs = yield* repo.roleOf(me.websiteId, userId)
          if (theirs === undefined) return yield* new MemberNotFound({ userId })
          if ((theirs === "owner" || role === "owner") && mine !== "owner") return yield* new RoleRequired({ needs: "owner" })
          if (theirs === "owner" && role !== "owner" && (yield* repo.owners(me.websiteId)) < 2) return yield* new LastOwner()
          yield* apply
        }))
      )

    return Team.of({
      list: Effect.fn("Team.list")(function*({ role, websiteId }) {
        return {
          members: yield* repo.members(websiteId),
          former: yield* repo.former(websiteId),
          invitations: role === "member" ? [] : yield* invitationRepo.open(websiteId),
          myRole: role
        }
      }),
      invite: (me, emails, role) => invitations.invite(me, emails, role),
      cancelInvitation: Effect.fn("Team.cancelInvitation")(function*({ websiteId }, id) {
        if (!(yield* invitationRepo.settle(websiteId, id, "canceled"))) return yield* new InvitationRefused({ reason: "invalid" })
      }),
      setRole: Effect.fn("Team.setRole")((me, userId, role) => change(me, userId, role, repo.setRole(me.websiteId, userId, role))),
      remove: Effect.fn("Team.remove")((me, userId) => change(me, userId, null, repo.remove(me.websiteId, userId)))
    })
  })).pipe(Layer.provide([TeamRepo.layer, InvitationRepo.layer]))
}
