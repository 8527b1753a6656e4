import { dayLabel } from "@cossistant/core/text/clock"
import { eventText } from "@cossistant/core/text/eventText"
import type { Row } from "@cossistant/core/widget/conversationView"
import { type JSX } from "solid-js"
import { useText } from "../TextContext.ts"
import { MessageGroup } from "./MessageGroup.tsx"

interface TimelineRowProps {
  readonly row: Row
  readonly newestFromOthers: string | null
}

/** One row of a timeline: a day, the unread divider, an event, or someone's messages. A row never changes its kind. */
export const TimelineRow = (props: TimelineRowProps): JSX.Element => {
  const text = useText()
  const { row } = props
  switch (row._tag) {
    case "Day": {
      const label = () => dayLabel(text, new Date(`${row.date}T00:00`), new Date())
      return <div class="co-day" role="separator" aria-label={label()}><span>{label()}</span></div>
    }
    case "Unread":
      return <div class="co-day" data-unread="" role="separator"><span>{text("component.message.unread")}</span></div>
    case "Event":
      return <div class="co-event">{eventText(text, row.event)}</div>
    case "Messages":
      return <MessageGroup group={row} newestFromOthers={props.newestFromOthers} />
  }
}
