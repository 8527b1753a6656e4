import { type EndFollower, followEnd, type Reading } from "@cossistant/core/dom/followEnd"
import type { ConversationView } from "@cossistant/core/widget/conversationView"
import { lastRows, messagesAtOnce, nextCount } from "@cossistant/core/widget/lastRows"
import { createMemo, createSignal, type JSX, onCleanup, onMount, Show } from "solid-js"
import { useText } from "../TextContext.ts"
import { useWidget } from "../WidgetContext.ts"
import { Each } from "./Each.tsx"
import { Rare } from "./Rare.tsx"
import { useRaised } from "./RaisedContext.ts"
import { Skeleton } from "./Skeleton.tsx"
import { TimelineRow } from "./TimelineRow.tsx"
import { TypingRow } from "./TypingRow.tsx"
import { usePart } from "./usePart.ts"

const start: Reading = { isAtEnd: true, isAtStart: true }

interface TimelineProps {
  readonly view: ConversationView
}

/** What was said, followed to its end; older messages load as the reader nears the start. */
export const Timeline = (props: TimelineProps): JSX.Element => {
  const widget = useWidget()
  const text = useText()
  const { onRaised } = useRaised()
  const takeGiven = usePart("timeline")
  const [scroller, setScroller] = createSignal<HTMLElement>()
  const [reading, setReading] = createSignal(start)
  const [count, setCount] = createSignal(messagesAtOnce)
  const drawn = createMemo(() => lastRows(props.view.rows, count()))
  // What is here but not drawn comes first, then what the server has.
  const more = () => drawn().length < props.view.rows.length ? setCount(nextCount(drawn())) : widget.loadOlder(props.view.id)
  let follower: EndFollower | undefined
  onMount(() => {
    const element = scroller()
    if (!element) return
    follower = followEnd(element, {
      onNearStart: more,
      onMoved: (now, before) => {
        setReading(now)
        if (now.isAtEnd && !before.isAtEnd) setCount(messagesAtOnce)
        onRaised(!now.isAtStart)
      }
    })
    onCleanup(follower.stop)
  })
  return (
    <div class="co-thread">
      <div
        ref={(element) => {
          setScroller(element)
          takeGiven(element)
        }}
        class="co-timeline co-scroll"
        data-slot="timeline"
        role="log"
        aria-live="polite"
        aria-relevant="additions"
        aria-label={text("component.timeline.label")}
        aria-busy={props.view.isLoadingOlder}
        tabIndex={0}
      >
        <Show when={props.view.isLoadingOlder}><Skeleton shapes={["theirs", "mine"]} /></Show>
        <Each each={drawn()}>{(row) => <TimelineRow conversationId={props.view.id} row={row()} newestFromOthers={props.view.newestFromOthers} />}</Each>
        <Show when={props.view.progress}>{(progress) => <Rare part="ProgressRow" progress={progress()} />}</Show>
        <Show when={props.view.typing.length > 0}><TypingRow agents={props.view.typing} /></Show>
      </div>
      <Show when={!reading().isAtEnd}>
        <Rare part="JumpButton" newestFromOthers={props.view.newestFromOthers} onJump={() => follower?.toEnd()} />
      </Show>
    </div>
  )
}
