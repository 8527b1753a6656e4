import { agentName } from "@cossistant/core/text/agentName"
import { clockTime } from "@cossistant/core/text/clock"
import { sendingText } from "@cossistant/core/text/sendingText"
import type { Row } from "@cossistant/core/widget/conversationView"
import { type JSX, Show } from "solid-js"
import { useText } from "../TextContext.ts"

/** How far my messages got: on their way, there, or seen by whom. A failed one says so itself. */
export const Receipt = (props: { readonly group: Extract<Row, { readonly _tag: "Messages" }> }): JSX.Element => {
  const text = useText()
  const last = () => props.group.messages.at(-1)?.delivery
  const sent = () => last()?._tag === "Sent" ? props.group.receipt ?? "unseen" : null
  const said = () => {
    const delivery = last()
    if (delivery?._tag === "Sending") return sendingText(text, delivery.progress)
    return sent() && text(sent() === "unseen" ? "component.message.sent" : "component.message.seen")
  }
  const seenBy = () => {
    const receipt = sent()
    if (receipt === null || receipt === "unseen") return
    const names = new Intl.ListFormat(text.locale).format(receipt.readers.map((reader) => agentName(text, reader)))
    return text("component.message.seenBy", { names, time: clockTime(text, new Date(receipt.at)) })
  }
  return <Show when={said()}><span title={seenBy()} data-receipt={sent() === "unseen" ? "sent" : undefined}>{said()}</span></Show>
}
