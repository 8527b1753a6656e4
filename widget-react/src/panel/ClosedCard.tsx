import { icons } from "@cossistant/core/theme/icons"
import { type ReactElement } from "react"
import { Icon } from "../Icon.tsx"
import { useText } from "../TextContext.ts"
import { useWidget } from "../WidgetContext.ts"

const sentences = {
  resolved: "component.conversationPage.closedMessage",
  archived: "component.conversationPage.archivedMessage",
  spam: "component.conversationPage.spamMessage"
} as const

/** In place of the composer once a conversation is closed: that it is, and how to go on. */
export const ClosedCard = ({ status }: { readonly status: keyof typeof sentences }): ReactElement => {
  const widget = useWidget()
  const text = useText()
  return (
    <div className="co-closed">
      <p data-resolved={status === "resolved" ? "" : undefined}>
        <Icon shapes={icons.resolved} />
        <span>{text(sentences[status])}</span>
      </p>
      <button type="button" className="co-button" data-autofocus="" onClick={() => widget.startConversation()}>
        {text("common.actions.newConversation")}
      </button>
    </div>
  )
}
