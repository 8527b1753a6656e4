import type { InboundLetter as Schema } from "@cossistant/core/inbound/InboundLetter"
import { createSignal, Show } from "solid-js"
import { Card } from "../settings/Card.tsx"
import { useSite } from "../site/SiteContext.ts"
import { ActionProblem } from "../ui/ActionProblem.tsx"
import { Button } from "../ui/Button.tsx"
import { createClock } from "../ui/clock.ts"
import { PagedRows } from "../ui/PagedRows.tsx"
import { ago, fullTime } from "../ui/time.ts"
import { tell } from "../ui/toasts.ts"
import { createAction } from "../wire/createAction.ts"
import { createPages } from "../wire/createPages.ts"
import { useServer } from "../wire/WireContext.tsx"
import { reasonText } from "./letterText.ts"
import { OriginalLetter } from "./OriginalLetter.tsx"

type InboundLetter = typeof Schema.Encoded

const LetterRow = (props: { readonly letter: InboundLetter; readonly now: number; readonly onShow: () => void; readonly onTried: () => void }) => {
  const { site } = useSite()
  const { client } = useServer()
  const retry = createAction(() => client.call("inbound.retry", { websiteId: site.id, id: props.letter.id }), (after) => {
    tell(after.state === "taken" ? "The letter is in its conversation" : `Still not taken. ${reasonText(after.reason)}`)
    props.onTried()
  })
  return (
    <li class="letter-row">
      <div class="letter-head">
        <b>{props.letter.senderName ?? props.letter.sender ?? "Unknown sender"}</b>
        <Show when={props.letter.senderName !== null}><span class="muted">{props.letter.sender}</span></Show>
        <time class="muted" dateTime={props.letter.receivedAt} title={fullTime(props.letter.receivedAt)}>{ago(props.letter.receivedAt, props.now)}</time>
      </div>
      <p class="letter-subject">{props.letter.subject || "No subject"}</p>
      <p class="letter-reason">{reasonText(props.letter.reason)}<Show when={props.letter.reason === "too_large"}> It has {props.letter.detail}.</Show></p>
      <ActionProblem of={retry} />
      <div class="letter-actions">
        <Show when={props.letter.canRetry}><Button isBusy={retry.isBusy()} onClick={() => void retry.run()}>Try again</Button></Show>
        <Show when={props.letter.hasOriginal}><button type="button" class="link" onClick={() => props.onShow()}>Show original</button></Show>
        <a class="link" href={`/${site.slug}/inbox/${props.letter.conversationId}`}>Open the conversation</a>
      </div>
    </li>
  )
}

/** Answers by mail that became no message, newest first, each with its reason and what can be done about it. */
export const InboundLetters = () => {
  const { site } = useSite()
  const { client } = useServer()
  const now = createClock()
  const [shown, setShown] = createSignal<string | null>(null)
  const pages = createPages(async (cursor) => {
    const { letters, nextCursor } = await client.call("inbound.unsettled", { websiteId: site.id, limit: 20, ...(cursor !== undefined && { cursor }) })
    return { rows: letters, nextCursor }
  })
  return (
    <Card title="Answers by mail that were not taken" lead="Each is kept for 30 days with the reason. Trying again goes through all checks once more.">
      <PagedRows of={pages} problem="The letters could not be loaded" empty="Every answer by mail found its conversation.">
        {(letter) => <LetterRow letter={letter} now={now()} onShow={() => setShown(letter.id)} onTried={pages.reload} />}
      </PagedRows>
      <OriginalLetter id={shown()} onClose={() => setShown(null)} />
    </Card>
  )
}
