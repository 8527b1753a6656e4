import { A, useLocation } from "@solidjs/router"
import { createSignal, Match, Switch } from "solid-js"
import { Button } from "../ui/Button.tsx"
import { Field } from "../ui/Field.tsx"
import { useServer } from "../wire/WireContext.tsx"
import { AccountCard, FormProblem } from "./AccountCard.tsx"
import { createForm } from "./createForm.ts"
import { fragmentSecret } from "./nextPath.ts"

export default () => {
  const { auth } = useServer()
  const token = fragmentSecret(useLocation().hash, "token")
  const [password, setPassword] = createSignal("")
  const [isDone, setDone] = createSignal(false)
  const form = createForm(() => auth.resetPassword(token ?? "", password()), () => void setDone(true))
  return (
    <Switch>
      <Match when={isDone()}>
        <AccountCard title="Your password is changed" lead="You were signed out everywhere." footer={<A href="/login">Sign in</A>} />
      </Match>
      <Match when={token === null}>
        <AccountCard title="This link is not complete" lead="Open it from the letter once more, or ask for a new one." footer={<A href="/forgot-password">Ask for a new link</A>} />
      </Match>
      <Match when={true}>
        <AccountCard title="Choose a new password" footer={<A href="/forgot-password">Ask for a new link</A>}>
          <form onSubmit={form.onSubmit}>
            <Field label="New password" type="password" autocomplete="new-password" required autofocus minLength={8} maxLength={128} value={password()} onText={setPassword} hint="At least 8 characters." />
            <FormProblem text={form.problem()} />
            <Button type="submit" look="primary" isBusy={form.isBusy()}>Save</Button>
          </form>
        </AccountCard>
      </Match>
    </Switch>
  )
}
