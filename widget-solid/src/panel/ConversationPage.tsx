import { acceptDrops } from "@cossistant/core/dom/acceptFiles"
import { conversationView, type ConversationView } from "@cossistant/core/widget/conversationView"
import { createEffect, createMemo, createSignal, type JSX, onCleanup, Show } from "solid-js"
import { useText } from "../TextContext.ts"
import { useView } from "../useView.ts"
import { useWidget } from "../WidgetContext.ts"
import { Composer } from "./Composer.tsx"
import { EmptyThread } from "./EmptyThread.tsx"
import { Notice } from "./Notice.tsx"
import { Rare } from "./Rare.tsx"
import { Skeleton } from "./Skeleton.tsx"
import { Slotted } from "./Slotted.tsx"
import { Timeline } from "./Timeline.tsx"
import { usePart } from "./usePart.ts"

interface ConversationPageProps {
  readonly conversationId: string
}

/** One conversation: its timeline, and the composer, or what to do once it is closed. */
export const ConversationPage = (props: ConversationPageProps): JSX.Element => {
  const widget = useWidget()
  const text = useText()
  const [page, setPage] = createSignal<HTMLElement>()
  const takeGiven = usePart("conversationPage")
  // There is always a view of a given id.
  const view = useView((state) => conversationView(state, props.conversationId) as ConversationView)
  const isOpen = createMemo(() => view.closed === null)
  createEffect(() => {
    const element = page()
    if (element && isOpen()) onCleanup(acceptDrops(element, (files) => widget.addFiles(props.conversationId, files)))
  })
  const timeline = () => <Slotted slot="timeline" fallback={<Timeline view={view} />} conversationId={view.id} />
  const composer = () => (
    <Slotted slot="composer" fallback={<Composer conversationId={view.id} composer={view.composer} />} view={view.composer} />
  )
  return (
    <div
      ref={(element) => {
        setPage(element)
        takeGiven(element)
      }}
      class="co-page co-thread"
      data-slot="conversation-page"
      data-page="CONVERSATION"
    >
      <Show when={view.closed === "gone" ? null : view.problem}>{(problem) => <Notice problem={problem()} />}</Show>
      <Show
        when={view.isLoading}
        fallback={<Show when={view.isEmpty && view.closed === null} fallback={timeline()}><EmptyThread /></Show>}
      >
        <div class="co-timeline co-scroll"><Skeleton shapes={["theirs", "mine", "theirs"]} /></div>
      </Show>
      <Show when={view.closed} fallback={composer()}>
        {(status) => <Rare part="ClosedCard" id={view.id} status={status()} />}
      </Show>
      <div class="co-drop" aria-hidden="true">{text("component.composer.dropFiles")}</div>
    </div>
  )
}
