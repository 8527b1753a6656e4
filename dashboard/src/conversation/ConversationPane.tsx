import { createMemo, createSignal, Match, Show, Switch } from "solid-js"
import { visitorName } from "../inbox/visitorName.ts"
import { DeliveriesProvider } from "../mail/Deliveries.tsx"
import { useSite } from "../site/SiteContext.ts"
import { OldNotice } from "../ui/OldNotice.tsx"
import { PaneProblem } from "../ui/PaneNotice.tsx"
import { SkeletonRows } from "../ui/Skeleton.tsx"
import { ClosedNotice } from "./ClosedNotice.tsx"
import { Composer } from "./Composer.tsx"
import { BackButton, ConversationHeader, type HeaderActions } from "./ConversationHeader.tsx"
import { createChanges } from "./createChanges.ts"
import { Timeline } from "./Timeline.tsx"
import { TypingLine } from "./TypingLine.tsx"

/** One conversation: what was said, and where the answer is written. */
export const ConversationPane = (props: HeaderActions & {
  readonly conversationId: string
  readonly isContextShown: boolean
  readonly onField: (field: HTMLTextAreaElement) => void
  readonly onReady: (send: () => void) => void
}) => {
  const { inbox, state } = useSite()
  const changes = createChanges()
  const [pane, setPane] = createSignal<HTMLElement>()
  const conversation = createMemo(() => {
    const known = state().conversations[props.conversationId]
    return known && changes.shown(known)
  })
  const thread = () => state().threads[props.conversationId]
  const ready = () => {
    const held = thread()
    return held?.status === "ready" ? held : undefined
  }
  const retry = () => inbox.send({ _tag: "ThreadWanted", conversationId: props.conversationId })
  const isGone = () => thread()?.problem?._tag === "ConversationNotFound"
  const isLocked = () => thread()?.problem?._tag === "LimitReached"
  return (
    <main class="conversation" aria-label="Conversation" id="main" ref={setPane}>
      <Show when={conversation() && !isGone() && conversation()} fallback={<header class="conversation-header"><BackButton onBack={props.onBack} /><h1 class="hidden-words">Conversation</h1></header>}>
        {(shown) => <ConversationHeader {...props} conversation={shown()} />}
      </Show>
      <Switch fallback={<div class="timeline-frame"><SkeletonRows kind="message" count={5} /></div>}>
        <Match when={thread()?.status === "failed" && thread()?.problem}>
          {(problem) => <PaneProblem title={isGone() ? "Not found, or no access" : isLocked() ? "Locked by the plan" : "This conversation could not be loaded"} problem={problem()} onRetry={isGone() || isLocked() ? undefined : retry} />}
        </Match>
        <Match when={conversation() && ready()}>
          {(held) => (
            <Show when={conversation()}>
              {(shown) => (
                <>
                  <Show when={props.conversationId} keyed>{(id) => <DeliveriesProvider conversationId={id}><Timeline conversation={shown()} thread={held()} /></DeliveriesProvider>}</Show>
                  <Show when={held().isStale && held().problem}>
                    {(problem) => <OldNotice problem={problem()} isReading={held().reading !== null} onRetry={retry} />}
                  </Show>
                  <TypingLine conversationId={props.conversationId} visitorName={visitorName(shown().visitor)} />
                  <ClosedNotice conversation={shown()} onReopen={props.onResolve} onRestore={props.onArchive} />
                  <Show when={props.conversationId} keyed><Composer conversation={shown()} pane={pane()} onField={props.onField} onReady={props.onReady} /></Show>
                </>
              )}
            </Show>
          )}
        </Match>
      </Switch>
    </main>
  )
}
