import { createSignal, Match, onCleanup, onMount, Show, Switch } from "solid-js"
import { FormProblem } from "../account/AccountCard.tsx"
import { addressProblem, refusalSentence, type WaitingEmail } from "../account/auth.ts"
import { createForm } from "../account/createForm.ts"
import { useSite } from "../site/SiteContext.ts"
import { Button } from "../ui/Button.tsx"
import { createClock } from "../ui/clock.ts"
import { createEdit, createEdits } from "../ui/createEdit.ts"
import { Field } from "../ui/Field.tsx"
import { ago } from "../ui/time.ts"
import { tell } from "../ui/toasts.ts"
import { createQuery } from "../wire/createQuery.ts"
import { useServer } from "../wire/WireContext.tsx"
import { Card } from "./Card.tsx"
import { guardUnsaved } from "./UnsavedGuard.tsx"

/** Where the letter is when this server sends none. */
const NoMail = () => {
  const { client } = useServer()
  const capabilities = createQuery(() => client.call("capabilities.get"))
  return (
    <Show when={capabilities.data()?.mail === "outbox"}>
      <p class="muted card-empty">
        <Show
          when={capabilities.data()?.isDevelopment}
          fallback={<>This server has no mail provider, so letters don't leave it. Whoever runs it can <a class="link" href="/docs/self-host/email-setup">set one up</a>.</>}
        >
          This server has no mail provider: it keeps letters in <a class="link" href="/dev/outbox" target="_blank">its outbox</a>, which opens on the machine it runs on.
        </Show>
      </p>
    </Show>
  )
}

const Form = (props: { readonly onSent: (email: string) => void; readonly onCancel: () => void }) => {
  const { me } = useSite()
  const { auth } = useServer()
  const email = createEdit(() => "", (text) => addressProblem(text) ?? (text.trim().toLowerCase() === me().email ? refusalSentence({ code: "SAME_EMAIL", retryAfter: null }) : null))
  const password = createEdit(() => "", (text) => text === "" ? refusalSentence({ code: "PASSWORD_REQUIRED", retryAfter: null }) : null)
  const edits = createEdits(email, password)
  guardUnsaved(email.isChanged)
  const form = createForm(() => auth.changeEmail(email.value().trim(), password.value()), () => props.onSent(email.value().trim().toLowerCase()))
  const isWrong = () => form.refusal()?.code === "INVALID_PASSWORD"
  const [whole, setWhole] = createSignal<HTMLFormElement>()
  onMount(() => whole()?.querySelector("input")?.focus())
  return (
    <form class="card-form" noValidate ref={setWhole} onSubmit={edits.onSubmit(() => void form.submit())}>
      <Field label="New address" type="email" autocomplete="email" inputmode="email" required maxLength={254} {...email.field} hint="A letter with a link goes there." />
      <Field label="Your password" type="password" autocomplete="current-password" required {...password.field} error={password.field.error ?? (isWrong() ? form.problem() : null)} />
      <FormProblem text={isWrong() ? null : form.problem()} />
      <div class="align-start"><NoMail /></div>
      <div class="card-foot">
        <Button onClick={() => props.onCancel()}>Cancel</Button>
        <Button type="submit" look="primary" disabled={!edits.isChanged()} isBusy={form.isBusy()}>Send the letter</Button>
      </div>
    </form>
  )
}

/** What to do about a letter that isn't going to arrive. */
const lost = {
  bounced: "That mailbox sent the letter back. Take the address back, and type the right one.",
  suppressed: "This server sends no letters to that address any more: some came back, or somebody there complained. Ask whoever runs the server, or use another address.",
  failed: "The letter couldn’t be sent. Send it again, or ask whoever runs the server."
} as const

const Waiting = (props: { readonly of: WaitingEmail; readonly onChanged: (now: WaitingEmail | null) => void }) => {
  const { me } = useSite()
  const { auth } = useServer()
  const now = createClock()
  const again = createForm(() => auth.changeEmail(props.of.email), () => {
    props.onChanged({ ...props.of, since: new Date().toISOString(), letter: null })
    tell("Another letter is on its way")
  })
  const takeBack = createForm(() => auth.takeBackEmail(), () => {
    props.onChanged(null)
    tell("Taken back")
  })
  return (
    <div class="card-form waiting-email">
      <p role="status">
        <b>{props.of.email}</b> waits for its proof: open the link in the letter that went there {ago(props.of.since, now())}. Until then you sign in with {me().email}.
      </p>
      <Show when={props.of.letter} fallback={<p class="muted card-empty">Nothing there? Look among the junk, or whether the address is right. The link works for a day.</p>}>
        {(letter) => <FormProblem text={lost[letter()]} />}
      </Show>
      <NoMail />
      <FormProblem text={takeBack.problem() ?? again.problem()} />
      <div class="card-foot">
        <Button isBusy={takeBack.isBusy()} onClick={() => void takeBack.submit()}>Take back</Button>
        <Button isBusy={again.isBusy()} onClick={() => void again.submit()}>Send it again</Button>
      </div>
    </div>
  )
}

/** The address a member signs in with: whether it is proven, and the way to another one. */
export const EmailCard = () => {
  const { me } = useSite()
  const { auth } = useServer()
  const [isOpen, setOpen] = createSignal(false)
  const waiting = createQuery(auth.waitingEmail, () => me().email)
  onMount(() => {
    // The letter may have been answered, or the wish taken back, elsewhere.
    const look = () => document.visibilityState === "visible" && waiting.refresh()
    document.addEventListener("visibilitychange", look)
    onCleanup(() => document.removeEventListener("visibilitychange", look))
  })
  const settle = (now: WaitingEmail | null) => {
    setOpen(false)
    waiting.set(now)
  }
  const verify = async () => {
    const result = await auth.sendVerification(me().email)
    tell(result.ok ? "The letter is on its way." : refusalSentence(result.refusal), { isProblem: !result.ok })
  }
  return (
    <Card title="Mail address" lead="You sign in with it, and letters to you go there.">
      <div class="email-now">
        <span class="cut" title={me().email}>{me().email}</span>
        <span class="muted">{me().emailVerified ? "Confirmed" : "Not confirmed yet"}</span>
        <Show when={!me().emailVerified}><button type="button" class="link align-start" onClick={() => void verify()}>Send me the letter to confirm it</button></Show>
        <Show when={!isOpen() && !waiting.data()}><Button onClick={() => setOpen(true)}>Change…</Button></Show>
      </div>
      <Switch>
        <Match when={waiting.data()}>{(found) => <Waiting of={found()} onChanged={settle} />}</Match>
        <Match when={isOpen()}>
          <Form onCancel={() => settle(null)} onSent={(email) => {
            settle({ email, since: new Date().toISOString(), letter: null })
            tell("The letter is on its way")
          }} />
        </Match>
      </Switch>
    </Card>
  )
}
