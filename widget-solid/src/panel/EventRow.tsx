import { eventText } from "@cossistant/core/text/eventText"
import type { Row } from "@cossistant/core/widget/conversationView"
import type { JSX } from "solid-js"
import { useText } from "../TextContext.ts"

/** One line about something that happened. */
export const EventRow = (props: { readonly row: Extract<Row, { readonly _tag: "Event" }> }): JSX.Element => {
  const text = useText()
  return <div class="co-event">{eventText(text, props.row.event)}</div>
}
