import type { CurrentMember, CurrentUser } from "@cossistant/core/auth/MemberAuth"
import type { LimitReached } from "@cossistant/core/billing/Plan"
import { TooManyRequests } from "@cossistant/core/errors/TooManyRequests"
import { InvitationRefused, type JoinState } from "@cossistant/core/members/Member"
import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import { Entitlements } from "../billing/Entitlements.ts"
import { Ids } from "../ids/Ids.ts"
import { addressPrefix } from "../limits/addressPrefix.ts"
import { Limiter } from "../limits/Limiter.ts"
import { invitationLetter } from "../mail/invitationLetter.ts"
import { Letters } from "../mail/Letters.ts"
import { Settings } from "../settings/Settings.ts"
import { Storage } from "../storage/Storage.ts"
import { AccessChanges } from "./AccessChanges.ts"
import { AccountRepo } from "./AccountRepo.ts"
import { InvitationRepo } from "./InvitationRepo.ts"
import { hashSecret, makeSecret } from "./oneTimeSecret.ts"
import { TeamRepo } from "./TeamRepo.ts"

/** Letters of invitation a site may send within an hour. */
const hourly = 200

export interface InviteResult {
  readonly email: string
  readonly status: "invited" | "already-member" | "already-invited" | "delivery-failed"
}

interface Link {
  readonly id: string
  readonly secret: string
}

/** Asking people to a site's team, and their answer. */
export class Invitations extends Context.Service<Invitations, {
  readonly invite: (me: CurrentMember["Service"], emails: ReadonlyArray<string>, role: "admin" | "member") => Effect.Effect<ReadonlyArray<InviteResult>, TooManyRequests | LimitReached>
  /** What the join page shows; a wrong secret and no invitation are the same. */
  readonly state: (address: string, link: Link) => Effect.Effect<JoinState, TooManyRequests>
  /** Joins the team, once, with the account the invitation is for. */
  readonly accept: (me: CurrentUser["Service"], link: Link) => Effect.Effect<{ readonly websiteSlug: string }, InvitationRefused>
  readonly reject: (me: CurrentUser["Service"], link: Link) => Effect.Effect<void, InvitationRefused>
}>()("api/members/Invitations") {
  static readonly layer = Layer.effect(Invitations, Effect.gen(function*() {
    const { publicUrl } = yield* Settings
    const repo = yield* InvitationRepo
    const team = yield* TeamRepo
    const accounts = yield* AccountRepo
    const accessChanges = yield* AccessChanges
    const letters = yield* Letters
    const limiter = yield* Limiter
    const ids = yield* Ids
    const entitlements = yield* Entitlements
    const storage = yield* Storage

    /** Makes an invitation; nothing when one for this address is pending. */
    const make = Effect.fnUntraced(function*(me: CurrentMember["Service"], email: string, role: "admin" | "member") {
      const made = { id: yield* ids.next, ...makeSecret() }
      const isAdded = yield* repo.add(me.websiteId, { id: made.id, email, role, secretHash: made.hash, inviterId: me.userId })
      return isAdded ? made : undefined
    })
    type Made = Effect.Success<ReturnType<typeof make>>
    const send = Effect.fnUntraced(function*(
      me: CurrentMember["Service"],
      email: string,
      { hash, id, secret }: NonNullable<Made>
    ): Effect.fn.Return<InviteResult["status"]> {
      const invitation = yield* repo.bySecret(id, hash)
      if (invitation === undefined) return "delivery-failed" // Canceled while we were at it.
      const letter = yield* invitationLetter({
        ...invitation,
        to: email,
        inviterName: invitation.inviterName ?? invitation.organizationName,
        logoUrl: invitation.logoKey === null ? null : new URL(storage.urlOf(invitation.logoKey), publicUrl).href,
        url: `${publicUrl}/welcome/${invitation.organizationSlug}/join/${id}#secret=${secret}`
      })
      return yield* letters.send(letter, { event: `invitation:${id}`, websiteId: me.websiteId }).pipe(
        Effect.as<InviteResult["status"]>("invited"),
        // Nobody knows its secret: it makes place for another try.
        Effect.catchTag("MailRejected", () => Effect.as(repo.remove(me.websiteId, id), "delivery-failed" as const))
      )
    })

    /** The invitation behind a link that this person may answer. */
    const mine = Effect.fnUntraced(function*(me: CurrentUser["Service"], { id, secret }: Link) {
      const invitation = yield* repo.bySecret(id, hashSecret(secret))
      if (invitation?.status !== "pending") return yield* new InvitationRefused({ reason: "invalid" })
      if (invitation.email !== me.email) return yield* new InvitationRefused({ reason: "wrong_account" })
      return invitation
    })

    return Invitations.of({
      invite: Effect.fn("Invitations.invite")(function*(me, emails, role) {
        if ((yield* repo.recent(me.websiteId)) + emails.length > hourly) return yield* new TooManyRequests({ retryAfterMs: 3_600_000 })
        const seatRoom = yield* entitlements.seatRoom(me)
        // All of them or none, and counted while nobody else asks or joins.
        const asked = yield* team.alone(me.websiteId, Effect.gen(function*() {
          const known = new Set((yield* team.members(me.websiteId)).map(({ email }) => email))
          const asked = yield* Effect.forEach(new Set(emails.map((email) => email.toLowerCase())), (email) => known.has(email)
            ? Effect.succeed({ email, isKnown: true, made: undefined })
            : Effect.map(make(me, email, role), (made) => ({ email, isKnown: false, made })))
          if (asked.some(({ made }) => made !== undefined)) yield* seatRoom
          return asked
        }))
        // Whom no letter was begun for before the caller was gone, nobody asked.
        const unsent = new Set(asked.flatMap(({ made }) => made === undefined ? [] : [made.id]))
        return yield* Effect.forEach(asked, ({ email, isKnown, made }) => {
          if (made === undefined) return Effect.succeed({ email, status: isKnown ? "already-member" : "already-invited" } as const)
          unsent.delete(made.id)
          return Effect.map(send(me, email, made), (status) => ({ email, status }))
        }).pipe(Effect.ensuring(Effect.suspend(() => Effect.forEach(unsent, (id) => repo.remove(me.websiteId, id)))))
      }),
      state: Effect.fn("Invitations.state")(function*(address, { id, secret }) {
        yield* limiter.take({ key: `invitations.get ${addressPrefix(address)}`, limit: 60, window: "1 minute" })
        const invitation = yield* repo.bySecret(id, hashSecret(secret))
        if (invitation === undefined) return unknownInvitation
        const { email: invitedEmail, hasAccount, inviterName, organizationName, status, websiteName, websiteSlug } = invitation
        return { status, organizationName, websiteName, websiteSlug, invitedEmail, inviterName, hasAccount }
      }),
      accept: Effect.fn("Invitations.accept")(function*(me, link) {
        const { organizationId, role, websiteId, websiteSlug } = yield* mine(me, link)
        // Asked anew: the address may have been confirmed after this connection was opened.
        if ((yield* accounts.find(me.userId))?.emailVerified !== true) return yield* new InvitationRefused({ reason: "email_not_verified" })
        yield* accessChanges.tellAfter({ userId: me.userId, organizationId }, team.alone(websiteId, Effect.gen(function*() {
          if (!(yield* repo.settle(websiteId, link.id, "accepted"))) return yield* new InvitationRefused({ reason: "invalid" })
          yield* team.join(websiteId, me.userId, role)
        })))
        return { websiteSlug }
      }),
      reject: Effect.fn("Invitations.reject")(function*(me, link) {
        const { websiteId } = yield* mine(me, link)
        if (!(yield* repo.settle(websiteId, link.id, "rejected"))) return yield* new InvitationRefused({ reason: "invalid" })
      })
    })
  })).pipe(Layer.provide([InvitationRepo.layer, TeamRepo.layer, AccountRepo.layer]))
}

const unknownInvitation: JoinState = {
  status: "not-found",
  organizationName: null,
  websiteName: null,
  websiteSlug: null,
  invitedEmail: null,
  inviterName: null,
  hasAccount: false
}
