import { acceptDrops } from "@cossistant/core/dom/acceptFiles"
import { conversationView, type ConversationView } from "@cossistant/core/widget/conversationView"
import { type ReactElement, useEffect, useRef } from "react"
import { useText } from "../TextContext.ts"
import { useScope } from "../SupportScope.ts"
import { useView } from "../useView.ts"
import { useWidget } from "../WidgetContext.ts"
import { Composer } from "./Composer.tsx"
import { EmptyThread } from "./EmptyThread.tsx"
import { Notice } from "./Notice.tsx"
import { Rare, Slotted } from "./Rare.tsx"
import { Skeleton } from "./Skeleton.tsx"
import { Timeline } from "./Timeline.tsx"
import { usePart } from "./usePart.ts"

interface ConversationPageProps {
  readonly conversationId: string
}

/** One conversation: its timeline, and the composer, or what to do once it is closed. */
export const ConversationPage = ({ conversationId: id }: ConversationPageProps): ReactElement => {
  const widget = useWidget()
  const text = useText()
  const page = useRef<HTMLDivElement>(null)
  const { attributes, classNames } = usePart("conversationPage")
  const { slots } = useScope()
  // There is always a view of a given id.
  const view = useView((state) => conversationView(state, id) as ConversationView)
  const { closed, isEmpty, isLoading, problem } = view
  useEffect(() => {
    if (page.current !== null && closed === null) return acceptDrops(page.current, (files) => widget.addFiles(id, files))
  }, [widget, id, closed])
  return (
    <div {...attributes} ref={page} className={classNames("co-page co-thread")} data-slot="conversation-page" data-page="CONVERSATION">
      {problem !== null && closed !== "gone" && <Notice problem={problem} />}
      {isLoading ? <div className="co-timeline co-scroll"><Skeleton shapes={["theirs", "mine", "theirs"]} /></div>
        : isEmpty && closed === null ? <EmptyThread />
        : slots.timeline === undefined ? <Timeline view={view} />
        : <Slotted part="TimelineSlot" Slot={slots.timeline} conversationId={id} />}
      {closed === null
        ? slots.composer === undefined ? <Composer conversationId={id} composer={view.composer} />
          : <Slotted part="ComposerSlot" Slot={slots.composer} view={view.composer} />
        : <Rare part="ClosedCard" id={id} status={closed} />}
      <div className="co-drop" aria-hidden="true">{text("component.composer.dropFiles")}</div>
    </div>
  )
}
