import { historyView } from "@cossistant/core/widget/historyView"
import { type ReactElement, useLayoutEffect, useRef } from "react"
import { useText } from "../TextContext.ts"
import { useView } from "../useView.ts"
import { useWidget } from "../WidgetContext.ts"
import { ConversationCard } from "./ConversationCard.tsx"
import { Notice } from "./Notice.tsx"
import { useRaised } from "./RaisedContext.ts"
import { Skeleton } from "./Skeleton.tsx"
import { usePart } from "./usePart.ts"

/** All of the visitor's conversations, newest first, as far back as they go. */
export const HistoryPage = (): ReactElement => {
  const { onRaised } = useRaised()
  const { attributes, classNames } = usePart("conversationHistoryPage")
  const widget = useWidget()
  const text = useText()
  const { cards, hasMore, isLoading, isLoadingMore, problem, remainingCount } = useView(historyView)
  const list = useRef<HTMLUListElement>(null)
  const askedAt = useRef<number>(undefined)
  // The keyboard goes on with the first of those that were asked for.
  useLayoutEffect(() => {
    const asked = askedAt.current
    if (asked === undefined || cards.length <= asked) return
    askedAt.current = undefined
    list.current?.children[asked]?.querySelector("button")?.focus()
  }, [cards.length])
  return (
    <div {...attributes} className={classNames("co-page")} data-slot="conversation-history-page" data-page="CONVERSATION_HISTORY">
      {problem !== null && <Notice problem={problem} />}
      <div className="co-scroll" onScroll={(event) => onRaised(event.currentTarget.scrollTop > 1)}>
        <div className="co-history">
          {cards.length > 0 && (
            <ul ref={list} className="co-list">
              {cards.map((card) => <li key={card.key}><ConversationCard card={card} /></li>)}
            </ul>
          )}
          {cards.length === 0 && !isLoading && problem === null && <p className="co-empty">{text("page.conversationHistory.empty")}</p>}
          {(isLoading || isLoadingMore) && <Skeleton shapes={["card", "card"]} />}
          {hasMore && (
            <button
              type="button"
              className="co-link"
              aria-disabled={isLoadingMore}
              onClick={() => {
                askedAt.current = cards.length
                if (!isLoadingMore) widget.loadMoreConversations()
              }}
            >
              {text("page.conversationHistory.showMore", { count: remainingCount })}
            </button>
          )}
        </div>
      </div>
      <div className="co-actions">
        <button type="button" className="co-button" data-variant="primary" onClick={() => widget.startConversation()}>
          {text("common.actions.askQuestion")}
        </button>
      </div>
    </div>
  )
}
