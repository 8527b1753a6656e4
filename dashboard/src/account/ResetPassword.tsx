import { A, useLocation } from "@solidjs/router"
import { createSignal, Match, Switch } from "solid-js"
import { Button } from "../ui/Button.tsx"
import { createEdit, createEdits } from "../ui/createEdit.ts"
import { Field } from "../ui/Field.tsx"
import { useServer } from "../wire/WireContext.tsx"
import { AccountCard, FormProblem } from "./AccountCard.tsx"
import { passwordProblem } from "./auth.ts"
import { createForm } from "./createForm.ts"
import { fragmentSecret } from "./nextPath.ts"

const newLink = () => <A class="button" data-look="primary" href="/forgot-password">Ask for a new link</A>
const toSignIn = () => <A href="/login">Back to sign-in</A>

/** Where the letter's link leads: a new password, once. */
export default () => {
  const { auth } = useServer()
  const token = fragmentSecret(useLocation().hash, "token")
  const password = createEdit(() => "", passwordProblem)
  const [isDone, setDone] = createSignal(false)
  const form = createForm(() => auth.resetPassword(token ?? "", password.value()), () => void setDone(true))
  return (
    <Switch>
      <Match when={isDone()}>
        <AccountCard title="Your password is changed" lead="You were signed out on all devices. Sign in with the new password.">
          <A class="button" data-look="primary" href="/login">Sign in</A>
        </AccountCard>
      </Match>
      <Match when={token === null}>
        <AccountCard title="This link is not complete" lead="Open it from the letter once more, or ask for a new one." footer={toSignIn()}>{newLink()}</AccountCard>
      </Match>
      <Match when={form.refusal()?.code === "INVALID_TOKEN"}>
        <AccountCard title="This link no longer works" lead="It was used already, or is older than an hour. Your password is as it was." footer={toSignIn()}>{newLink()}</AccountCard>
      </Match>
      <Match when={true}>
        <AccountCard title="Choose a new password" lead="It ends all sessions on all devices." footer={toSignIn()}>
          <form onSubmit={createEdits(password).onSubmit(() => void form.submit())}>
            <Field label="New password" type="password" autocomplete="new-password" required autofocus maxLength={128} {...password.field} hint="At least 8 characters." />
            <FormProblem text={form.problem()} />
            <Button type="submit" look="primary" isBusy={form.isBusy()}>Save the password</Button>
          </form>
        </AccountCard>
      </Match>
    </Switch>
  )
}
