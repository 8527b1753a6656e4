import { icons } from "@cossistant/core/theme/icons"
import { type JSX } from "solid-js"
import { Icon } from "../Icon.tsx"
import { useText } from "../TextContext.ts"
import { useWidget } from "../WidgetContext.ts"

const sentences = {
  resolved: "component.conversationPage.closedMessage",
  archived: "component.conversationPage.archivedMessage",
  spam: "component.conversationPage.spamMessage"
} as const

/** In place of the composer once a conversation is closed: that it is, and how to go on. */
export const ClosedCard = (props: { readonly status: keyof typeof sentences }): JSX.Element => {
  const widget = useWidget()
  const text = useText()
  return (
    <div class="co-closed">
      <p data-resolved={props.status === "resolved" ? "" : undefined}>
        <Icon shapes={icons.resolved} />
        <span>{text(sentences[props.status])}</span>
      </p>
      <button type="button" class="co-button" data-autofocus="" onClick={() => widget.startConversation()}>
        {text("common.actions.newConversation")}
      </button>
    </div>
  )
}
