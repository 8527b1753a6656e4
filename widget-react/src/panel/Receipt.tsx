import { agentName } from "@cossistant/core/text/agentName"
import { clockTime } from "@cossistant/core/text/clock"
import { sendingText } from "@cossistant/core/text/sendingText"
import type { Row } from "@cossistant/core/widget/conversationView"
import { type ReactElement } from "react"
import { useText } from "../TextContext.ts"

/** How far my messages got: on their way, there, or seen by whom. A failed one says so itself. */
export const Receipt = ({ group }: { readonly group: Extract<Row, { readonly _tag: "Messages" }> }): ReactElement | null => {
  const text = useText()
  const last = group.messages.at(-1)?.delivery
  if (last === undefined || last._tag === "Failed") return null
  if (last._tag === "Sending") return <span>{sendingText(text, last.progress)}</span>
  if (group.receipt === null) return <span data-receipt="sent">{text("component.message.sent")}</span>
  const names = new Intl.ListFormat(text.locale).format(group.receipt.readers.map((reader) => agentName(text, reader)))
  const time = clockTime(text, new Date(group.receipt.at))
  return <span title={text("component.message.seenBy", { names, time })}>{text("component.message.seen")}</span>
}
