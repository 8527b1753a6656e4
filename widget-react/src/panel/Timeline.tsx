import { type EndFollower, followEnd, type Reading } from "@cossistant/core/dom/followEnd"
import type { ConversationView } from "@cossistant/core/widget/conversationView"
import { lastRows, messagesAtOnce, nextCount } from "@cossistant/core/widget/lastRows"
import { type ReactElement, useEffect, useMemo, useRef, useState } from "react"
import { useText } from "../TextContext.ts"
import { useWidget } from "../WidgetContext.ts"
import { useRaised } from "./RaisedContext.ts"
import { Rare } from "./Rare.tsx"
import { Skeleton } from "./Skeleton.tsx"
import { TimelineRow } from "./TimelineRow.tsx"
import { TypingRow } from "./TypingRow.tsx"
import { usePart } from "./usePart.ts"

const start: Reading = { isAtEnd: true, isAtStart: true }

interface TimelineProps {
  readonly view: ConversationView
}

/** What was said, followed to its end; older messages load as the reader nears the start. */
export const Timeline = ({ view }: TimelineProps): ReactElement => {
  const widget = useWidget()
  const text = useText()
  const { onRaised } = useRaised()
  const { attributes, classNames } = usePart("timeline")
  const { id, isLoadingOlder, newestFromOthers, progress, rows, typing } = view
  const scroller = useRef<HTMLDivElement>(null)
  const follower = useRef<EndFollower>(null)
  const [reading, setReading] = useState(start)
  const [count, setCount] = useState(messagesAtOnce)
  const drawn = useMemo(() => lastRows(rows, count), [rows, count])
  // What is here but not drawn comes first, then what the server has.
  const more = useRef(() => {})
  useEffect(() => {
    more.current = () => drawn.length < rows.length ? setCount(nextCount(drawn)) : widget.loadOlder(id)
  })
  useEffect(() => {
    if (scroller.current === null) return
    const following = follower.current = followEnd(scroller.current, {
      onNearStart: () => more.current(),
      onMoved: (now, before) => {
        setReading(now)
        if (now.isAtEnd && !before.isAtEnd) setCount(messagesAtOnce)
        onRaised(!now.isAtStart)
      }
    })
    return following.stop
  }, [widget, id, onRaised])
  return (
    <div className="co-thread">
      <div
        {...attributes}
        ref={scroller}
        className={classNames("co-timeline co-scroll")}
        data-slot="timeline"
        role="log"
        aria-live="polite"
        aria-relevant="additions"
        aria-label={text("component.timeline.label")}
        aria-busy={isLoadingOlder}
        tabIndex={0}
      >
        {isLoadingOlder && <Skeleton shapes={["theirs", "mine"]} />}
        {drawn.map((row) => <TimelineRow key={row.key} conversationId={id} row={row} newestFromOthers={newestFromOthers} />)}
        {progress !== null && <Rare part="ProgressRow" progress={progress} />}
        {typing.length > 0 && <TypingRow agents={typing} />}
      </div>
      {!reading.isAtEnd && <Rare part="JumpButton" newestFromOthers={newestFromOthers} onJump={() => follower.current?.toEnd()} />}
    </div>
  )
}
