import type { JoinState } from "@cossistant/core/members/Member"
import { A } from "@solidjs/router"
import { createSignal, Match, Switch } from "solid-js"
import { type Me, useSession } from "../session/Session.tsx"
import { ActionProblem } from "../ui/ActionProblem.tsx"
import { Button } from "../ui/Button.tsx"
import { tell } from "../ui/toasts.ts"
import { createAction } from "../wire/createAction.ts"
import { useServer } from "../wire/WireContext.tsx"
import { AccountCard } from "./AccountCard.tsx"
import { refusalSentence } from "./auth.ts"

/** A signed-in person accepts or declines; with a wrong account or an unconfirmed address there is one way on. */
export const JoinDecision = (props: {
  readonly join: typeof JoinState.Encoded
  readonly me: Me
  readonly invitation: { readonly id: string; readonly secret: string }
  readonly onJoined: (websiteSlug: string | null) => void
}) => {
  const { auth, client } = useServer()
  const session = useSession()
  const [isDeclined, setDeclined] = createSignal(false)
  const [letter, setLetter] = createSignal<string | null>(null)
  const accept = createAction(() => client.call("invitations.accept", props.invitation), ({ websiteSlug }) => props.onJoined(websiteSlug))
  const reject = createAction(() => client.call("invitations.reject", props.invitation), () => setDeclined(true))
  const refusal = () => {
    const problem = accept.problem() ?? reject.problem()
    return problem?._tag === "InvitationRefused" ? problem.reason : null
  }
  const isOtherAccount = () =>
    refusal() === "wrong_account"
    || (props.join.invitedEmail !== null && props.join.invitedEmail.toLowerCase() !== props.me.email.toLowerCase())
  const name = () => props.join.websiteName ?? props.join.organizationName ?? "the team"
  const sendLetter = async () => {
    const result = await auth.sendVerification(props.me.email)
    setLetter(result.ok ? "The letter is on its way. Open its link, then come back here." : refusalSentence(result.refusal))
  }
  const switchAccount = async () => {
    const result = await auth.signOut()
    if (!result.ok) return tell(refusalSentence(result.refusal), { isProblem: true })
    session.reload()
    location.reload()
  }
  return (
    <Switch>
      <Match when={isDeclined()}>
        <AccountCard title="Invitation declined" lead={`You did not join ${name()}.`} footer={<A href="/select">Go to your inbox</A>} />
      </Match>
      <Match when={isOtherAccount()}>
        <AccountCard title="This invitation is for someone else" lead={`It was sent to ${props.join.invitedEmail ?? "another address"}; you are signed in as ${props.me.email}.`}>
          <Button look="primary" onClick={switchAccount}>Switch account</Button>
        </AccountCard>
      </Match>
      <Match when={refusal() === "email_not_verified"}>
        <AccountCard title="Confirm your address first" lead={letter() ?? `So that nobody joins in your name, confirm ${props.me.email}.`}>
          <Button look="primary" onClick={sendLetter}>Send me the letter</Button>
        </AccountCard>
      </Match>
      <Match when={true}>
        <AccountCard title={`Join ${name()}`} lead={`${props.join.inviterName ?? "A colleague"} invited you to answer visitors together.`}>
          <ActionProblem of={accept} />
          <ActionProblem of={reject} />
          <div class="account-actions">
            <Button look="primary" isBusy={accept.isBusy()} onClick={() => accept.run()}>Join</Button>
            <Button look="quiet" isBusy={reject.isBusy()} onClick={() => reject.run()}>Decline</Button>
          </div>
        </AccountCard>
      </Match>
    </Switch>
  )
}
