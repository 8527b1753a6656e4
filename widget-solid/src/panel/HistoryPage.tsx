import { historyView } from "@cossistant/core/widget/historyView"
import { createEffect, type JSX, Show } from "solid-js"
import { useText } from "../TextContext.ts"
import { useView } from "../useView.ts"
import { useWidget } from "../WidgetContext.ts"
import { ConversationCard } from "./ConversationCard.tsx"
import { Each } from "./Each.tsx"
import { Notice } from "./Notice.tsx"
import { useRaised } from "./RaisedContext.ts"
import { Skeleton } from "./Skeleton.tsx"
import { usePart } from "./usePart.ts"

/** All of the visitor's conversations, newest first, as far back as they go. */
export const HistoryPage = (): JSX.Element => {
  const { onRaised } = useRaised()
  const takeGiven = usePart("conversationHistoryPage")
  const widget = useWidget()
  const text = useText()
  const history = useView(historyView)
  let list: HTMLUListElement | undefined
  let askedAt: number | undefined
  // The keyboard goes on with the first of those that were asked for.
  createEffect(() => {
    // Read before anything was asked: what isn't read isn't waited for.
    const { length } = history.cards
    if (askedAt === undefined || length <= askedAt) return
    list?.children[askedAt]?.querySelector("button")?.focus()
    askedAt = undefined
  })
  return (
    <div ref={takeGiven} class="co-page" data-slot="conversation-history-page" data-page="CONVERSATION_HISTORY">
      <Show when={history.problem}>{(problem) => <Notice problem={problem()} />}</Show>
      <div class="co-scroll" onScroll={(event) => onRaised(event.currentTarget.scrollTop > 1)}>
        <div class="co-history">
          <Show when={history.cards.length > 0}>
            <ul
              ref={(element) => {
                list = element
              }}
              class="co-list"
            >
              <Each each={history.cards}>{(card) => <li><ConversationCard card={card()} /></li>}</Each>
            </ul>
          </Show>
          <Show when={history.cards.length === 0 && !history.isLoading && history.problem === null}>
            <p class="co-empty">{text("page.conversationHistory.empty")}</p>
          </Show>
          <Show when={history.isLoading || history.isLoadingMore}><Skeleton shapes={["card", "card"]} /></Show>
          <Show when={history.hasMore}>
            <button
              type="button"
              class="co-link"
              aria-disabled={history.isLoadingMore}
              onClick={() => {
                askedAt = history.cards.length
                if (!history.isLoadingMore) widget.loadMoreConversations()
              }}
            >
              {text("page.conversationHistory.showMore", { count: history.remainingCount })}
            </button>
          </Show>
        </div>
      </div>
      <div class="co-actions">
        <button type="button" class="co-button" data-variant="primary" onClick={() => widget.startConversation()}>
          {text("common.actions.askQuestion")}
        </button>
      </div>
    </div>
  )
}
