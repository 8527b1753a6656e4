import { agentName } from "@cossistant/core/text/agentName"
import { clockTime } from "@cossistant/core/text/clock"
import { sendingText } from "@cossistant/core/text/sendingText"
import type { Row } from "@cossistant/core/widget/conversationView"
import { type JSX, Match, Switch } from "solid-js"
import { useText } from "../TextContext.ts"

/** How far my messages got: on their way, there, or seen by whom. A failed one says so itself. */
export const Receipt = (props: { readonly group: Extract<Row, { readonly _tag: "Messages" }> }): JSX.Element => {
  const text = useText()
  const last = () => props.group.messages.at(-1)?.delivery
  const sending = () => {
    const delivery = last()
    return delivery?._tag === "Sending" ? sendingText(text, delivery.progress) : null
  }
  const seenBy = (receipt: NonNullable<typeof props.group.receipt>) => {
    const names = new Intl.ListFormat(text.locale).format(receipt.readers.map((reader) => agentName(text, reader)))
    return text("component.message.seenBy", { names, time: clockTime(text, new Date(receipt.at)) })
  }
  return (
    <Switch>
      <Match when={sending()}>{(sentence) => <span>{sentence()}</span>}</Match>
      <Match when={last()?._tag === "Sent" && props.group.receipt}>
        {(receipt) => <span title={seenBy(receipt())}>{text("component.message.seen")}</span>}
      </Match>
      <Match when={last()?._tag === "Sent"}><span data-receipt="sent">{text("component.message.sent")}</span></Match>
    </Switch>
  )
}
