import { A, useLocation, useNavigate } from "@solidjs/router"
import { Match, onMount, Switch, createSignal } from "solid-js"
import { useSession } from "../session/Session.tsx"
import { useServer } from "../wire/WireContext.tsx"
import { AccountCard } from "./AccountCard.tsx"
import type { SignUpMode } from "./auth.ts"
import { fragmentSecret } from "./nextPath.ts"
import { SignUpForm } from "./SignUpForm.tsx"
import { Splash } from "./Splash.tsx"

/** Makes the first account (by the printed link) or, where the server is open, anyone's. */
export default () => {
  const { auth } = useServer()
  const session = useSession()
  const navigate = useNavigate()
  const location = useLocation()
  const owner = fragmentSecret(location.hash, "owner")
  const [mode, setMode] = createSignal<SignUpMode | "unknown">()
  onMount(() => auth.signUpMode().then(setMode, () => setMode("unknown")))
  const enter = () => {
    session.reload()
    navigate("/select", { replace: true })
  }
  const signIn = <>Have an account? <A href="/login">Sign in</A></>
  return (
    <Switch fallback={<Splash />}>
      <Match when={owner !== null && mode() !== undefined && mode() !== "owner-link" && mode() !== "unknown"}>
        <AccountCard title="The owner has an account already" lead="This link made the first account and works once." footer={signIn} />
      </Match>
      <Match when={owner}>
        {(secret) => (
          <AccountCard title="Set up your inbox" lead="You are the first one here. This account owns the server.">
            <SignUpForm proof={{ owner: secret() }} submitLabel="Create the owner's account" onDone={enter} />
          </AccountCard>
        )}
      </Match>
      <Match when={mode() === "open"}>
        <AccountCard title="Create your account" footer={signIn}>
          <SignUpForm proof={{}} submitLabel="Create account" onDone={enter} />
        </AccountCard>
      </Match>
      <Match when={mode() === "owner-link"}>
        <AccountCard title="One link to begin" lead="Nobody has an account here yet. Open the link that the server printed when it started; it makes the first one." />
      </Match>
      <Match when={mode() !== undefined}>
        <AccountCard title="By invitation" lead="New accounts on this server need an invitation. Ask a colleague to send you one." footer={signIn} />
      </Match>
    </Switch>
  )
}
