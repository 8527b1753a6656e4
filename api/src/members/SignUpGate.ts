import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Schema from "effect/Schema"
import { Settings } from "../settings/Settings.ts"
import { AccountRepo } from "./AccountRepo.ts"
import { InvitationRepo } from "./InvitationRepo.ts"
import { hashSecret, makeSecret } from "./oneTimeSecret.ts"

/** What someone who wants an account brings along. */
export const SignUp = Schema.Struct({
  email: Schema.String,
  /** The secret of the first owner's link. */
  owner: Schema.optionalKey(Schema.String),
  invitation: Schema.optionalKey(Schema.Struct({ id: Schema.String, secret: Schema.String }))
})
export type SignUp = typeof SignUp.Type

/** No account for this person: the first one wants the owner's link, later ones an invitation for their address. */
export class SignUpRefused extends Schema.TaggedError<SignUpRefused>()("SignUpRefused", {
  needs: Schema.Literals(["owner-link", "invitation"])
}) {}

/** Who may make an account. */
export class SignUpGate extends Context.Service<SignUpGate, {
  /** What a sign-up wants at this moment, for the sign-in page. */
  readonly mode: Effect.Effect<"owner-link" | "invite" | "open">
  /** Whether this sign-up would be admitted; spends nothing. */
  readonly check: (signUp: SignUp) => Effect.Effect<void, SignUpRefused>
  /** Admits, spending the owner's link; `emailVerified` when a letter to that very address brought the person here. */
  readonly admit: (signUp: SignUp) => Effect.Effect<{ readonly emailVerified: boolean }, SignUpRefused>
  /**
   * A new link with which the first owner signs up, null once anyone has an account. Every start may print its own; all of
   * them work for 7 days, and the first that is used ends them all.
   */
  readonly firstOwnerLink: Effect.Effect<string | null>
}>()("api/members/SignUpGate") {
  static readonly layer = Layer.effect(SignUpGate, Effect.gen(function*() {
    const { publicUrl, signUp: rule } = yield* Settings
    const accounts = yield* AccountRepo
    const invitations = yield* InvitationRepo

    const decide = Effect.fnUntraced(function*(
      signUp: SignUp,
      acceptOwnerLink: (hash: Uint8Array) => Effect.Effect<boolean>
    ) {
      if (!(yield* accounts.any)) {
        if (signUp.owner !== undefined && (yield* acceptOwnerLink(hashSecret(signUp.owner)))) return { emailVerified: false }
        return yield* new SignUpRefused({ needs: "owner-link" })
      }
      const invited = yield* isInvited(signUp)
      if (!invited && rule === "invite") return yield* new SignUpRefused({ needs: "invitation" })
      return { emailVerified: invited }
    })
    const isInvited = Effect.fnUntraced(function*({ email, invitation }: SignUp) {
      if (invitation === undefined) return false
      const known = yield* invitations.bySecret(invitation.id, hashSecret(invitation.secret))
      return known?.status === "pending" && known.email === email.trim().toLowerCase()
    })

    return SignUpGate.of({
      mode: Effect.map(accounts.any, (any) => any ? rule : "owner-link"),
      check: (signUp) => Effect.asVoid(decide(signUp, accounts.knowsOwnerLink)),
      admit: (signUp) => decide(signUp, accounts.spendOwnerLink),
      firstOwnerLink: Effect.gen(function*() {
        const { hash, secret } = makeSecret()
        return (yield* accounts.offerOwnerLink(hash)) ? `${publicUrl}/sign-up#owner=${secret}` : null
      })
    })
  })).pipe(Layer.provide([AccountRepo.layer, InvitationRepo.layer]))
}
