import { A } from "@solidjs/router"
import { createEffect, createMemo, createSignal, For, on, Show } from "solid-js"
import { feedbackOf } from "../conversation/feedbackOf.ts"
import { viewOf } from "../inbox/conversations.ts"
import type { Conversation, Feedback } from "../inbox/nouns.ts"
import { inboxPath } from "../inboxPage/inboxPath.ts"
import { useSite } from "../site/SiteContext.ts"
import { createClock } from "../ui/clock.ts"
import { Stars } from "../ui/Stars.tsx"
import { fullTime, stamp } from "../ui/time.ts"

/** How much is shown before all is asked for. */
const FEW = 3

/** What the visitor thought, newest first: of this conversation, of earlier ones, of anything. Nothing where nothing was said. */
export const FeedbackList = (props: { readonly conversation: Conversation }) => {
  const { site, state } = useSite()
  const now = createClock()
  const [isAll, setAll] = createSignal(false)
  createEffect(on(() => props.conversation.visitor.id, () => setAll(false), { defer: true }))
  const card = () => state().visitors[props.conversation.visitor.id]
  const given = createMemo(() => {
    const here = feedbackOf(props.conversation, state().threads[props.conversation.id])
    const known = new Set(here.map(({ id }) => id))
    // Of this conversation all is held already, live.
    const elsewhere = (card()?.feedback ?? []).filter(({ conversationId, id }) => conversationId !== props.conversation.id && !known.has(id))
    return [...here, ...elsewhere].toSorted((a, b) => a.createdAt < b.createdAt ? 1 : -1)
  })
  const isHere = (feedback: Feedback) => feedback.conversationId === props.conversation.id
  const other = (feedback: Feedback) => isHere(feedback) ? undefined : card()?.conversations.find(({ id }) => id === feedback.conversationId)
  return (
    <Show when={given().length > 0}>
      <details class="context-section" open>
        <summary>Ratings</summary>
        <ul class="feedback-list">
          <For each={isAll() ? given() : given().slice(0, FEW)}>
            {(feedback) => (
              <li>
                <p class="feedback-head">
                  <Stars rating={feedback.rating} />
                  <time dateTime={feedback.createdAt} title={fullTime(feedback.createdAt)}>{stamp(feedback.createdAt, now())}</time>
                </p>
                <Show when={feedback.comment}>{(comment) => <blockquote dir="auto">{comment()}</blockquote>}</Show>
                <p class="feedback-about">
                  <Show when={feedback.topic}>{(topic) => <span dir="auto">{topic()}</span>}</Show>
                  <Show when={isHere(feedback)}><span>This conversation</span></Show>
                  <Show when={other(feedback)}>
                    {(conversation) => <A dir="auto" href={inboxPath(site.slug, viewOf(conversation()), conversation().id, conversation().isTest)}>{conversation().title ?? "Earlier conversation"}</A>}
                  </Show>
                </p>
              </li>
            )}
          </For>
        </ul>
        <Show when={!isAll() && given().length > FEW}>
          <button type="button" class="link context-more" onClick={() => setAll(true)}>Show all {given().length}</button>
        </Show>
      </details>
    </Show>
  )
}
