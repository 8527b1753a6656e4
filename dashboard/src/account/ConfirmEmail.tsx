import { A, useLocation } from "@solidjs/router"
import { createResource, createSignal, Match, Show, Switch } from "solid-js"
import { useSession } from "../session/Session.tsx"
import { Button } from "../ui/Button.tsx"
import { useServer } from "../wire/WireContext.tsx"
import { AccountCard, FormProblem } from "./AccountCard.tsx"
import { type AuthRefusal, refusalSentence } from "./auth.ts"
import { createForm } from "./createForm.ts"
import { NewEmail } from "./NewEmail.tsx"
import { fragmentSecret } from "./nextPath.ts"

/** The link did nothing: whoever is signed in gets another letter here, everyone else after signing in. */
const NotConfirmed = (props: { readonly refusal: AuthRefusal; readonly onRetry: () => void }) => {
  const { auth } = useServer()
  const session = useSession()
  const [isSent, setSent] = createSignal(false)
  const form = createForm(() => auth.sendVerification(session.data()?.email ?? ""), () => void setSent(true))
  const isUsed = () => props.refusal.code === "INVALID_TOKEN"
  const lead = () => isSent() ? `A letter to ${session.data()?.email ?? "you"} is on its way. Its link works once, within a day.`
    : isUsed() ? "The link was used already, or is older than a day." : refusalSentence(props.refusal)
  return (
    <AccountCard title={isSent() ? "Look into your mail" : "Your address is not confirmed"} lead={lead()} footer={<A href="/select">Go to your inbox</A>}>
      <Show when={!isSent()}>
        <FormProblem text={form.problem()} />
        <Show when={isUsed()} fallback={<Button look="primary" onClick={() => props.onRetry()}>Try again</Button>}>
          <Show when={session.data()} fallback={<A class="button" data-look="primary" href="/login?next=%2Fconfirm-email">Sign in for a new letter</A>}>
            <Button look="primary" isBusy={form.isBusy()} onClick={() => void form.submit()}>Send me a new letter</Button>
          </Show>
        </Show>
      </Show>
    </AccountCard>
  )
}

const ConfirmEmail = (props: { readonly token: string | null }) => {
  const { auth } = useServer()
  const session = useSession()
  const [result, { refetch }] = createResource(async () => {
    const { token } = props
    if (token === null) return { ok: false, refusal: { code: "INVALID_TOKEN", retryAfter: null } } as const
    const answer = await auth.confirmEmail(token)
    if (answer.ok) session.reload()
    return answer
  })
  const refusal = () => {
    const answer = result()
    return answer?.ok === false ? answer.refusal : null
  }
  return (
    <Switch fallback={<AccountCard title="Confirming your address" lead="One moment." />}>
      {/* A second press on the link is no failure. */}
      <Match when={result()?.ok || (refusal() && session.data()?.emailVerified)}>
        <AccountCard title="Your address is confirmed" lead="Invitations to a team can reach you now.">
          <A class="button" data-look="primary" href="/select">Go to your inbox</A>
        </AccountCard>
      </Match>
      <Match when={session.isLoading() ? null : refusal()}>{(why) => <NotConfirmed refusal={why()} onRetry={() => void refetch()} />}</Match>
    </Switch>
  )
}

/** Where a letter's link leads: the address it was sent to is confirmed by opening it, or becomes the account's (`#change=`). */
export default () => {
  const { hash } = useLocation()
  const change = fragmentSecret(hash, "change")
  return change === null ? <ConfirmEmail token={fragmentSecret(hash, "token")} /> : <NewEmail token={change} />
}
