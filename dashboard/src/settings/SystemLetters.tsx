import type { AccountLetter as AccountLetterSchema } from "@cossistant/core/mail/accountLetterRpcs"
import { Show } from "solid-js"
import { useSite } from "../site/SiteContext.ts"
import { createClock } from "../ui/clock.ts"
import { PagedRows } from "../ui/PagedRows.tsx"
import { ago, fullTime } from "../ui/time.ts"
import { tell } from "../ui/toasts.ts"
import { createAction } from "../wire/createAction.ts"
import { createPages } from "../wire/createPages.ts"
import { useServer } from "../wire/WireContext.tsx"
import { Card } from "./Card.tsx"
import { RetryOrDrop } from "./RetryOrDrop.tsx"

type AccountLetter = typeof AccountLetterSchema.Encoded

const names: Readonly<Partial<Record<AccountLetter["kind"], string>>> = {
  "password-reset": "Password reset", "confirm-email": "Confirmation of an address", invitation: "Invitation"
}
const instead = (kind: AccountLetter["kind"]) =>
  kind === "invitation" ? "It can't be sent again: invite this address anew in Team." : "It can't be sent again: its link is dead. The person can ask for a new one."

const Row = (props: { readonly letter: AccountLetter; readonly now: number; readonly onGone: () => void }) => {
  const { site } = useSite()
  const { client } = useServer()
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
      <RetryOrDrop
        retry={props.letter.canRetry ? { action: retry, text: "Send again", label: `Send again: ${label()}` } : undefined}
        drop={{ action: drop, label: `Drop: ${label()}` }}
      />
    </li>
  )
}

/** Letters about accounts that didn't arrive, newest first: send one again while its link lives, or drop it. What they say isn't shown. */
export const SystemLetters = () => {
  const { site } = useSite()
  const { client } = useServer()
  const now = createClock()
  const pages = createPages(async (cursor) => {
    const { letters, nextCursor } = await client.call("mail.accountLetters", { websiteId: site.id, limit: 20, ...(cursor !== undefined && { cursor }) })
    return { rows: letters, nextCursor }
  })
  return (
    <Card title="Account letters" lead="Confirmations, password resets and invitations that didn't arrive. What they say stays hidden: their links are for their readers alone.">
      <PagedRows of={pages} problem="Account letters could not be loaded" empty="Every one of them left.">
        {(letter) => <Row letter={letter} now={now()} onGone={pages.reload} />}
      </PagedRows>
    </Card>
  )
}
