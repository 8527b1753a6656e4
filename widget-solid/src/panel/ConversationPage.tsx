import { acceptDrops } from "@cossistant/core/dom/acceptFiles"
import { conversationView, type ConversationView } from "@cossistant/core/widget/conversationView"
import { createEffect, createSignal, type JSX, Match, onCleanup, Show, Switch } from "solid-js"
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
export const ConversationPage = (props: ConversationPageProps): JSX.Element => {
  const widget = useWidget()
  const text = useText()
  const [page, setPage] = createSignal<HTMLElement>()
  // There is always a view of a given id.
  const view = useView((state) => conversationView(state, props.conversationId) as ConversationView)
  createEffect(() => {
    const element = page()
    if (element !== undefined && view.closed === null) onCleanup(acceptDrops(element, (files) => widget.addFiles(view.id, files)))
  })
  return (
    <div ref={setPage} class="co-page co-thread" data-slot="conversation-page" data-page="CONVERSATION">
      <Show when={view.problem}>{(problem) => <ProblemNotice problem={problem()} onRetry={widget.reload} />}</Show>
      <Switch fallback={<Timeline view={view} onRaised={props.onRaised} />}>
        <Match when={view.isLoading}>
          <div class="co-timeline co-scroll"><Skeleton shapes={["theirs", "mine", "theirs"]} /></div>
        </Match>
        <Match when={view.isEmpty}><EmptyThread /></Match>
      </Switch>
      <Show when={view.closed} fallback={<Composer conversationId={view.id} composer={view.composer} />}>
        {(status) => <ClosedCard status={status()} />}
      </Show>
      <div class="co-drop" aria-hidden="true">{text("component.composer.dropFiles")}</div>
    </div>
  )
}
