import { A } from "@solidjs/router"
import { createResource, Match, Show, Switch } from "solid-js"
import { useSession } from "../session/Session.tsx"
import { Button } from "../ui/Button.tsx"
import { useServer } from "../wire/WireContext.tsx"
import { AccountCard, FormProblem } from "./AccountCard.tsx"
import { refusalSentence } from "./auth.ts"
import { createForm } from "./createForm.ts"

/** Where the letter to another address leads: it becomes the account's by opening it, in whatever browser that happens. */
export const NewEmail = (props: { readonly token: string }) => {
  const { auth } = useServer()
  const session = useSession()
  const [result, { refetch }] = createResource(async () => {
    const answer = await auth.proveEmail(props.token)
    if (answer.ok) session.reload()
    return answer
  })
  const refusal = () => {
    const answer = result()
    return answer?.ok === false ? answer.refusal : undefined
  }
  const leave = createForm(() => auth.signOut(), async () => {
    session.reload()
    await refetch()
  })
  const asItWas = () => session.data() ? `Your address is ${session.data()?.email}.` : "If it did its work, sign in with the new address, else with the one you had."
  const onward = () => (
    <Show when={session.data()} fallback={<A class="button" data-look="primary" href="/login">Sign in</A>}>
      <A class="button" data-look="primary" href="/select">Go to your inbox</A>
    </Show>
  )
  return (
    <Switch fallback={<AccountCard title="Confirming your new address" lead="One moment." />}>
      <Match when={result()?.ok && !session.isLoading()}>
        <AccountCard title="Your address is changed" lead="From now on you sign in with the address this letter came to, and your letters go there.">{onward()}</AccountCard>
      </Match>
      <Match when={session.isLoading() ? undefined : refusal()?.code === "INVALID_TOKEN"}>
        <AccountCard title="This link no longer works" lead={`It was used already, was taken back, or is older than a day. ${asItWas()}`}>{onward()}</AccountCard>
      </Match>
      <Match when={session.isLoading() ? undefined : refusal()?.code === "EMAIL_TAKEN"}>
        <AccountCard title="Another account has this address by now" lead={session.data() ? `Nothing has changed. ${asItWas()}` : "Nothing has changed: sign in with the address you had."}>{onward()}</AccountCard>
      </Match>
      <Match when={refusal()?.code === "WRONG_ACCOUNT"}>
        <AccountCard
          title="Somebody else is signed in here"
          lead={`This letter is about another account than ${session.data()?.email ?? "the one in this browser"}. Sign out here to go on, or open its link in a browser of your own.`}
          footer={<A href="/select">Go to this inbox instead</A>}
        >
          <FormProblem text={leave.problem()} />
          <Button look="primary" isBusy={leave.isBusy()} onClick={() => void leave.submit()}>Sign out and go on</Button>
        </AccountCard>
      </Match>
      <Match when={refusal()}>
        {(why) => (
          <AccountCard title="Your address is not changed yet" lead={refusalSentence(why())}>
            <Button look="primary" isBusy={result.loading} onClick={() => void refetch()}>Try again</Button>
          </AccountCard>
        )}
      </Match>
    </Switch>
  )
}
