import { A, useLocation } from "@solidjs/router"
import { createSignal, onMount, Show } from "solid-js"
import { Button } from "../ui/Button.tsx"
import { Field } from "../ui/Field.tsx"
import { useServer } from "../wire/WireContext.tsx"
import { AccountCard, FormProblem } from "./AccountCard.tsx"
import { createForm } from "./createForm.ts"

/** Where nobody's letters leave the server, nobody waits for one. */
const NoLetters = () => (
  <p class="muted card-empty" role="status">
    This server has no mail provider, so letters don't leave it. Ask whoever runs it: they can <a class="link" href="/docs/self-host/email-setup">set one up</a>, and you ask for the link again.
  </p>
)

export default () => {
  const { auth } = useServer()
  // What was typed into the sign-in needn't be typed again.
  const [email, setEmail] = createSignal(useLocation<{ readonly email: string }>().state?.email ?? "")
  const [isSent, setSent] = createSignal(false)
  const [sendsLetters, setSendsLetters] = createSignal(true)
  // Whoever can't be told waits for a letter as before.
  onMount(() => auth.sendsLetters().then(setSendsLetters, () => {}))
  const form = createForm(() => auth.requestReset(email().trim()), () => void setSent(true))
  return (
    <Show
      when={!isSent()}
      fallback={
        <AccountCard
          title="Look into your mail"
          lead={`If there is an account for ${email().trim()}, a letter with a link is on its way. The link works once, within an hour.`}
          footer={<>Nothing there? Look among the junk, or <button type="button" class="link" onClick={() => setSent(false)}>send it again</button>.</>}
        >
          <Show when={!sendsLetters()}><NoLetters /></Show>
          <A class="button" data-look="plain" href="/login">Back to sign-in</A>
        </AccountCard>
      }
    >
      <AccountCard title="Choose a new password" lead="We send you a link by e-mail." footer={<A href="/login">Back to sign-in</A>}>
        <Show when={!sendsLetters()}><NoLetters /></Show>
        <form onSubmit={form.onSubmit}>
          <Field label="E-mail" type="email" autocomplete="username" required autofocus value={email()} onText={setEmail} />
          <FormProblem text={form.problem()} />
          <Button type="submit" look="primary" isBusy={form.isBusy()}>Send the link</Button>
        </form>
      </AccountCard>
    </Show>
  )
}
