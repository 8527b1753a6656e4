import type { AccountLetter as AccountLetterSchema } from "@cossistant/core/mail/accountLetterRpcs"
import { createSignal, For, Match, Show, Switch } from "solid-js"
import { useSite } from "../site/SiteContext.ts"
import { ActionProblem } from "../ui/ActionProblem.tsx"
import { Button } from "../ui/Button.tsx"
import { createClock } from "../ui/clock.ts"
import { PaneProblem } from "../ui/PaneNotice.tsx"
import { SkeletonRows } from "../ui/Skeleton.tsx"
import { ago, fullTime } from "../ui/time.ts"
import { tell } from "../ui/toasts.ts"
import { createAction } from "../wire/createAction.ts"
import { createQuery } from "../wire/createQuery.ts"
import { useServer } from "../wire/WireContext.tsx"
import { Card } from "./Card.tsx"

type AccountLetter = typeof AccountLetterSchema.Encoded

const names: Readonly<Partial<Record<AccountLetter["kind"], string>>> = {
  "password-reset": "Password reset", "confirm-email": "Confirmation of an address", invitation: "Invitation"
}
const instead = (kind: AccountLetter["kind"]) =>
  kind === "invitation" ? "It can't be sent again: invite this address anew in Team." : "It can't be sent again: its link is dead. The person can ask for a new one."

const Row = (props: { readonly letter: AccountLetter; readonly now: number; readonly onGone: () => void }) => {
  const { site } = useSite()
  const { client } = useServer()
  const [isSure, setSure] = createSignal(false)
  let wasSure = false
  /** What stands in the place of a pressed button takes its focus. */
  const follow = (element: HTMLButtonElement, isDue = true) => {
    if (isDue) queueMicrotask(() => element.focus())
  }
  const about = () => ({ websiteId: site.id, letterId: props.letter.id })
  const retry = createAction(() => client.call("mail.retryAccountLetter", about()), () => {
    tell("It is sent again")
    props.onGone()
  })
  const drop = createAction(() => client.call("mail.dropAccountLetter", about()), () => {
    tell("Dropped")
    props.onGone()
  })
  const name = () => names[props.letter.kind] ?? "Letter"
  const label = () => `${name()} to ${props.letter.recipient}`
  const at = () => props.letter.settledAt ?? props.letter.createdAt
  return (
    <li class="letter-row">
      <div class="letter-head">
        <b>{name()}</b>
        <span class="cut">{props.letter.recipient}</span>
        <time class="muted" dateTime={at()} title={fullTime(at())}>{props.letter.state === "bounced" ? "came back" : "given up"} {ago(at(), props.now)}</time>
      </div>
      <p class="letter-reason">{props.letter.reason ?? "It gave no reason."}</p>
      <Show when={!props.letter.canRetry}><p class="muted">{instead(props.letter.kind)}</p></Show>
      <ActionProblem of={retry} />
      <ActionProblem of={drop} />
      <div class="letter-actions">
        <Show
          when={isSure()}
          fallback={
            <>
              <Show when={props.letter.canRetry}><Button isBusy={retry.isBusy()} aria-label={`Send again: ${label()}`} onClick={() => void retry.run()}>Send again</Button></Show>
              <button type="button" class="link" aria-label={`Drop: ${label()}`} ref={(element) => follow(element, wasSure)} onClick={() => setSure(wasSure = true)}>Drop</button>
            </>
          }
        >
          <Button look="danger" ref={(element: HTMLButtonElement) => follow(element)} isBusy={drop.isBusy()} onClick={() => void drop.run()}>Drop for good</Button>
          <button type="button" class="link" onClick={() => setSure(false)}>Keep</button>
        </Show>
      </div>
    </li>
  )
}

/** Letters about accounts that didn't arrive, newest first: send one again while its link lives, or drop it. What they say isn't shown. */
export const SystemLetters = () => {
  const { site } = useSite()
  const { client } = useServer()
  const now = createClock()
  const [older, setOlder] = createSignal<ReadonlyArray<AccountLetter>>([])
  const [cursor, setCursor] = createSignal<string | null>(null)
  const page = createQuery(async () => {
    const first = await client.call("mail.accountLetters", { websiteId: site.id, limit: 20 })
    setOlder([])
    setCursor(first.nextCursor)
    return first.letters
  })
  const more = createAction(() => client.call("mail.accountLetters", { websiteId: site.id, limit: 20, cursor: cursor() ?? "" }), (next) => {
    setOlder([...older(), ...next.letters])
    setCursor(next.nextCursor)
  })
  const letters = () => [...page.data() ?? [], ...older()]
  return (
    <Card title="Account letters" lead="Confirmations, password resets and invitations that didn't arrive. What they say stays hidden: their links are for their readers alone.">
      <Switch fallback={<SkeletonRows kind="line" count={2} />}>
        <Match when={page.problem()}>{(problem) => <PaneProblem title="Account letters could not be loaded" problem={problem()} onRetry={page.reload} />}</Match>
        <Match when={page.data() && letters().length === 0}><p class="muted card-empty">Every one of them left.</p></Match>
        <Match when={page.data()}>
          <ul class="rows"><For each={letters()}>{(letter) => <Row letter={letter} now={now()} onGone={page.reload} />}</For></ul>
          <ActionProblem of={more} />
          <Show when={cursor()}><Button isBusy={more.isBusy()} onClick={() => void more.run()}>Show older ones</Button></Show>
        </Match>
      </Switch>
    </Card>
  )
}
