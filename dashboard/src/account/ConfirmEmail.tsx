import { A, useLocation } from "@solidjs/router"
import { createResource, Match, Switch } from "solid-js"
import { useServer } from "../wire/WireContext.tsx"
import { AccountCard } from "./AccountCard.tsx"
import { refusalSentence } from "./auth.ts"
import { fragmentSecret } from "./nextPath.ts"

export default () => {
  const { auth } = useServer()
  const token = fragmentSecret(useLocation().hash, "token")
  const [result] = createResource(() => auth.confirmEmail(token ?? ""))
  const onward = <A href="/select">Go to your inbox</A>
  return (
    <Switch fallback={<AccountCard title="Confirming your address" lead="One moment." />}>
      <Match when={result()?.ok}>
        <AccountCard title="Your address is confirmed" lead="You can close this page." footer={onward} />
      </Match>
      <Match when={result()} keyed>
        {(answer) => (
          <AccountCard title="Your address could not be confirmed" lead={answer.ok ? "" : refusalSentence(answer.refusal)} footer={onward} />
        )}
      </Match>
    </Switch>
  )
}
