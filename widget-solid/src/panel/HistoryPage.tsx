import { historyView } from "@cossistant/core/widget/historyView"
import { type JSX, Show } from "solid-js"
import { useText } from "../TextContext.ts"
import { useView } from "../useView.ts"
import { useWidget } from "../WidgetContext.ts"
import { ConversationCard } from "./ConversationCard.tsx"
import { Each } from "./Each.tsx"
import { ProblemNotice } from "./ProblemNotice.tsx"
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
  return (
    <div ref={takeGiven} class="co-page" data-slot="conversation-history-page" data-page="CONVERSATION_HISTORY">
      <Show when={history.problem}>{(problem) => <ProblemNotice problem={problem()} />}</Show>
      <div class="co-scroll" onScroll={(event) => onRaised(event.currentTarget.scrollTop > 1)}>
        <div class="co-history">
          <Show when={history.cards.length > 0}>
            <ul class="co-list">
              <Each each={history.cards}>{(card) => <li><ConversationCard card={card()} /></li>}</Each>
            </ul>
          </Show>
          <Show when={history.cards.length === 0 && !history.isLoading && history.problem === null}>
            <p class="co-empty">{text("page.conversationHistory.empty")}</p>
          </Show>
          <Show when={history.isLoading || history.isLoadingMore}><Skeleton shapes={["card", "card"]} /></Show>
          <Show when={history.hasMore && !history.isLoadingMore}>
            <button type="button" class="co-link" onClick={() => widget.loadMoreConversations()}>
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
