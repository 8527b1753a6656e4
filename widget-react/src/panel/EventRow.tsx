import { eventText } from "@cossistant/core/text/eventText"
import type { Row } from "@cossistant/core/widget/conversationView"
import type { ReactElement } from "react"
import { useText } from "../TextContext.ts"

/** One line about something that happened. */
export const EventRow = ({ row }: { readonly row: Extract<Row, { readonly _tag: "Event" }> }): ReactElement =>
  <div className="co-event">{eventText(useText(), row.event)}</div>
