import { acceptDrops } from "@cossistant/core/dom/acceptFiles"
import { conversationView, type ConversationView } from "@cossistant/core/widget/conversationView"
import { createEffect, createMemo, createSignal, type JSX, Match, onCleanup, Show, Switch } from "solid-js"
import { Dynamic } from "solid-js/web"
import { useScope } from "../SupportScope.ts"
import { useText } from "../TextContext.ts"
import { useChunk } from "../useChunk.ts"
import { useView } from "../useView.ts"
import { useWidget } from "../WidgetContext.ts"
import { Composer } from "./Composer.tsx"
import { EmptyThread } from "./EmptyThread.tsx"
import { loadSlots } from "./lazyParts.ts"
import { ProblemNotice } from "./ProblemNotice.tsx"
import { Rare } from "./Rare.tsx"
import { Skeleton } from "./Skeleton.tsx"
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
  const part = usePart("conversationPage")
  const scope = useScope()
  const slotParts = useChunk(() => scope.slots.timeline ?? scope.slots.composer ? loadSlots : null)
  // There is always a view of a given id.
  const view = useView((state) => conversationView(state, props.conversationId) as ConversationView)
  const isOpen = createMemo(() => view.closed === null)
  createEffect(() => {
    const element = page()
    if (element !== undefined && isOpen()) onCleanup(acceptDrops(element, (files) => widget.addFiles(props.conversationId, files)))
  })
  const timeline = () => (
    <Show when={scope.slots.timeline} fallback={<Timeline view={view} />}>
      {(Slot) => <Show when={slotParts()}>{(parts) => <Dynamic component={parts().TimelineSlot} Slot={Slot()} conversationId={view.id} />}</Show>}
    </Show>
  )
  const composer = () => (
    <Show when={scope.slots.composer} fallback={<Composer conversationId={view.id} composer={view.composer} />}>
      {(Slot) => <Show when={slotParts()}>{(parts) => <Dynamic component={parts().ComposerSlot} Slot={Slot()} view={view.composer} />}</Show>}
    </Show>
  )
  return (
    <div {...part.attributes} ref={setPage} class={part.classNames("co-page co-thread")} data-slot="conversation-page" data-page="CONVERSATION">
      <Show when={view.problem}>{(problem) => <ProblemNotice problem={problem()} onRetry={widget.reload} />}</Show>
      <Switch fallback={timeline()}>
        <Match when={view.isLoading}>
          <div class="co-timeline co-scroll"><Skeleton shapes={["theirs", "mine", "theirs"]} /></div>
        </Match>
        <Match when={view.isEmpty}><EmptyThread /></Match>
      </Switch>
      <Show when={view.closed} fallback={composer()}>
        {(status) => <Rare part="ClosedCard" id={view.id} status={status()} />}
      </Show>
      <div class="co-drop" aria-hidden="true">{text("component.composer.dropFiles")}</div>
    </div>
  )
}
