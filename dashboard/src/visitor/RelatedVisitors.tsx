import { A } from "@solidjs/router"
import { createEffect, createMemo, For, Show } from "solid-js"
import { viewOf } from "../inbox/conversations.ts"
import { visitorName } from "../inbox/visitorName.ts"
import { inboxPath } from "../inboxPage/inboxPath.ts"
import { useSite } from "../site/SiteContext.ts"
import { createClock } from "../ui/clock.ts"
import { stamp } from "../ui/time.ts"

/** How many of them are looked up. */
const MOST = 5

/** Visitors whose device looks the same, each with the way to what was last said there. A likeness proves nothing, and says so. */
export const RelatedVisitors = (props: { readonly visitorIds: ReadonlyArray<string> }) => {
  const { inbox, site, state } = useSite()
  const now = createClock()
  const ids = createMemo(() => props.visitorIds.slice(0, MOST))
  // Told apart as one text: what else changes asks for nobody again.
  const unknown = createMemo(() => ids().filter((id) => state().visitors[id] === undefined).join(" "))
  createEffect(() => {
    for (const visitorId of unknown().split(" ").filter(Boolean)) inbox.send({ _tag: "VisitorWanted", visitorId })
  })
  return (
    <Show when={ids().length > 0}>
      <details class="context-section" open>
        <summary>Maybe the same person</summary>
        <p class="muted">A guess: these visitors use a similar device. It may as well be someone else.</p>
        <ul class="earlier">
          <For each={ids()}>
            {(id) => {
              const card = () => state().visitors[id]
              const newest = () => card()?.conversations[0]
              return (
                <Show when={card()?.visitor}>
                  {(visitor) => (
                    <li>
                      <Show when={newest()} fallback={<p><span dir="auto">{visitorName(visitor())}</span><small>Wrote nothing yet</small></p>}>
                        {(conversation) => (
                          <A href={inboxPath(site.slug, viewOf(conversation()), conversation().id, conversation().isTest)}>
                            <span dir="auto">{visitorName(visitor())}</span>
                            <time dateTime={conversation().lastActivityAt}>{stamp(conversation().lastActivityAt, now())}</time>
                          </A>
                        )}
                      </Show>
                    </li>
                  )}
                </Show>
              )
            }}
          </For>
        </ul>
        <Show when={props.visitorIds.length > MOST}><p class="muted">And {props.visitorIds.length - MOST} more.</p></Show>
      </details>
    </Show>
  )
}
