import { A, Navigate, useNavigate, useSearchParams } from "@solidjs/router"
import { createSignal, Match, onCleanup, onMount, Show, Switch } from "solid-js"
import { useSession } from "../session/Session.tsx"
import { Button } from "../ui/Button.tsx"
import { Field } from "../ui/Field.tsx"
import { useServer } from "../wire/WireContext.tsx"
import { AccountCard, FormProblem } from "./AccountCard.tsx"
import type { SignUpMode } from "./auth.ts"
import { createForm } from "./createForm.ts"
import { nextPath } from "./nextPath.ts"

export default () => {
  const { auth } = useServer()
  const session = useSession()
  const navigate = useNavigate()
  const [search] = useSearchParams()
  const [email, setEmail] = createSignal("")
  const [password, setPassword] = createSignal("")
  const [mode, setMode] = createSignal<SignUpMode>()
  // Without an answer the page still signs in; it only can't say how accounts are made here.
  onMount(() => auth.signUpMode().then(setMode, () => setMode("invite")))
  const form = createForm(() => auth.signIn(email(), password()), () => {
    session.reload()
    navigate(nextPath(search["next"]), { replace: true })
  })
  onMount(() => {
    const look = () => {
      if (document.visibilityState === "visible" && !form.isBusy()) session.refresh()
    }
    document.addEventListener("visibilitychange", look)
    onCleanup(() => document.removeEventListener("visibilitychange", look))
  })
  /** As by another tab. An older answer says nothing while it is being asked again. */
  const isSignedIn = () => session.data() !== undefined && session.problem() === null && !session.isLoading()
  return (
    <Switch>
      <Match when={isSignedIn()}><Navigate href={nextPath(search["next"])} /></Match>
      <Match when={mode() === "owner-link"}>
        <AccountCard title="One link to begin" lead="Nobody has an account here yet. Open the link that the server printed when it started; it makes the first one." />
      </Match>
      <Match when={true}>
        <AccountCard
          title="Sign in to your inbox"
          footer={<Show when={mode() === "open"}>New here? <A href="/sign-up">Create an account</A></Show>}
        >
          <form onSubmit={form.onSubmit}>
            <Field label="E-mail" type="email" autocomplete="username" required autofocus onText={setEmail} value={email()} />
            <Field label="Password" type="password" autocomplete="current-password" required onText={setPassword} value={password()} />
            <FormProblem text={form.problem()} />
            <Button type="submit" look="primary" isBusy={form.isBusy()}>Sign in</Button>
            <A class="account-aside" href="/forgot-password" state={{ email: email() }}>Forgot your password?</A>
          </form>
        </AccountCard>
      </Match>
    </Switch>
  )
}
