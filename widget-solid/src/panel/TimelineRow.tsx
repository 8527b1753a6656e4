import { dayLabel } from "@cossistant/core/text/clock"
import { eventText } from "@cossistant/core/text/eventText"
import type { Row } from "@cossistant/core/widget/conversationView"
import { type JSX, Show } from "solid-js"
import { Dynamic } from "solid-js/web"
import { useText } from "../TextContext.ts"
import { useChunk } from "../useChunk.ts"
import type { IdentifyCardProps } from "./IdentifyCard.tsx"
import { loadRare } from "./lazyParts.ts"
import { MessageGroup } from "./MessageGroup.tsx"
import { ToolRow } from "./ToolRow.tsx"

const LazyIdentifyCard = (props: IdentifyCardProps): JSX.Element => {
  const rare = useChunk(() => loadRare)
  return <Show when={rare()}>{(parts) => <Dynamic component={parts().IdentifyCard} {...props} />}</Show>
}

interface TimelineRowProps {
  readonly conversationId: string
  readonly row: Row
  readonly newestFromOthers: string | null
}

/** One row of a timeline: a day, the unread divider, an event, a tool, someone's messages, or the card that asks for an address. A row never changes its kind. */
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
    case "Tool":
      return <ToolRow row={row} />
    case "Identify":
      return <LazyIdentifyCard conversationId={props.conversationId} row={row} />
    case "Messages":
      return <MessageGroup group={row} newestFromOthers={props.newestFromOthers} />
  }
}
