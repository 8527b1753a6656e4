import { A } from "@solidjs/router"
import { plainText } from "@cossistant/core/markup/plainText"
import { For, Show } from "solid-js"
import { viewOf } from "../inbox/conversations.ts"
import type { Conversation } from "../inbox/nouns.ts"
import { inboxPath } from "../inboxPage/inboxPath.ts"
import { useSite } from "../site/SiteContext.ts"
import { createClock } from "../ui/clock.ts"
import { stamp } from "../ui/time.ts"

/** The visitor's other conversations, newest first; each opens in place. */
export const EarlierConversations = (props: { readonly conversations: ReadonlyArray<Conversation>; readonly current: string }) => {
  const { site } = useSite()
  const now = createClock()
  const others = () => props.conversations.filter((conversation) => conversation.id !== props.current)
  return (
    <details class="context-section" open>
      <summary>Earlier conversations</summary>
      <Show when={others().length > 0} fallback={<p class="muted">This is the first one.</p>}>
        <ul class="earlier">
          <For each={others()}>
            {(conversation) => (
              <li>
                <A href={inboxPath(site.slug, viewOf(conversation), conversation.id, conversation.isTest)}>
                  <span dir="auto">{conversation.title ?? (plainText(conversation.lastItem?.text ?? "") || "Conversation")}</span>
                  <time dateTime={conversation.lastActivityAt}>{stamp(conversation.lastActivityAt, now())}</time>
                </A>
              </li>
            )}
          </For>
        </ul>
      </Show>
    </details>
  )
}
