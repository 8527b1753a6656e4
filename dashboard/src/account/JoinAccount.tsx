import type { JoinState } from "@cossistant/core/members/Member"
import { A } from "@solidjs/router"
import { createSignal, Show } from "solid-js"
import { tell } from "../ui/toasts.ts"
import { Button } from "../ui/Button.tsx"
import { Field } from "../ui/Field.tsx"
import { sentence } from "../wire/sentence.ts"
import { problemOf } from "../inbox/problemOf.ts"
import { useServer } from "../wire/WireContext.tsx"
import { AccountCard, FormProblem } from "./AccountCard.tsx"
import { createForm } from "./createForm.ts"
import { SignUpForm } from "./SignUpForm.tsx"

/** The invited person signs in, or makes the account the invitation allows; then they have joined. */
export const JoinAccount = (props: {
  readonly join: typeof JoinState.Encoded
  readonly invitation: { readonly id: string; readonly secret: string }
  readonly onSignedIn: () => void
  readonly onJoined: (websiteSlug: string | null) => void
}) => {
  const { auth, client } = useServer()
  const [password, setPassword] = createSignal("")
  const email = () => props.join.invitedEmail ?? ""
  // Should joining be refused now, the page shows the decision with its reason instead.
  const join = () => client.call("invitations.accept", props.invitation).then(
    ({ websiteSlug }) => props.onJoined(websiteSlug),
    (cause: unknown) => {
      tell(sentence(problemOf(cause)), { isProblem: true })
      props.onSignedIn()
    }
  )
  const form = createForm(() => auth.signIn(email(), password()), join)
  return (
    <AccountCard
      title={`Join ${props.join.websiteName ?? props.join.organizationName ?? "the team"}`}
      lead={`${props.join.inviterName ?? "A colleague"} invited you to answer visitors together.`}
    >
      <Show
        when={props.join.hasAccount}
        fallback={<SignUpForm proof={{ invitation: props.invitation }} lockedEmail={email()} submitLabel="Create account and join" onDone={join} />}
      >
        <form onSubmit={form.onSubmit}>
          <Field label="E-mail" type="email" autocomplete="username" value={email()} readOnly />
          <Field label="Password" type="password" autocomplete="current-password" required autofocus value={password()} onText={setPassword} />
          <FormProblem text={form.problem()} />
          <Button type="submit" look="primary" isBusy={form.isBusy()}>Sign in and join</Button>
          <A class="account-aside" href="/forgot-password" state={{ email: email() }}>Forgot your password?</A>
        </form>
      </Show>
    </AccountCard>
  )
}
