import { acceptDrops } from "@cossistant/core/dom/acceptFiles"
import { conversationView, type ConversationView } from "@cossistant/core/widget/conversationView"
import { type ReactElement, useEffect, useRef } from "react"
import { useText } from "../TextContext.ts"
import { useView } from "../useView.ts"
import { useWidget } from "../WidgetContext.ts"
import { ClosedCard } from "./ClosedCard.tsx"
import { Composer } from "./Composer.tsx"
import { EmptyThread } from "./EmptyThread.tsx"
import type { PageProps } from "./Page.tsx"
import { ProblemNotice } from "./ProblemNotice.tsx"
import { Skeleton } from "./Skeleton.tsx"
import { Timeline } from "./Timeline.tsx"

interface ConversationPageProps extends PageProps {
  readonly conversationId: string
}

/** One conversation: its timeline, and the composer, or what to do once it is closed. */
export const ConversationPage = ({ conversationId: id, onRaised }: ConversationPageProps): ReactElement => {
  const widget = useWidget()
  const text = useText()
  const page = useRef<HTMLDivElement>(null)
  // There is always a view of a given id.
  const view = useView((state) => conversationView(state, id) as ConversationView)
  const { closed, isEmpty, isLoading, problem } = view
  useEffect(() => {
    if (page.current !== null && closed === null) return acceptDrops(page.current, (files) => widget.addFiles(id, files))
  }, [widget, id, closed])
  return (
    <div ref={page} className="co-page co-thread" data-slot="conversation-page" data-page="CONVERSATION">
      {problem !== null && <ProblemNotice problem={problem} onRetry={widget.reload} />}
      {isLoading ? <div className="co-timeline co-scroll"><Skeleton shapes={["theirs", "mine", "theirs"]} /></div>
        : isEmpty ? <EmptyThread />
        : <Timeline view={view} onRaised={onRaised} />}
      {closed === null ? <Composer conversationId={id} composer={view.composer} /> : <ClosedCard status={closed} />}
      <div className="co-drop" aria-hidden="true">{text("component.composer.dropFiles")}</div>
    </div>
  )
}
