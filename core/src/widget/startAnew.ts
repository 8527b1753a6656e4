import type { Widget } from "./widget.ts"
import type { WidgetState } from "./WidgetState.ts"

/** What is written in a conversation, and not sent. */
export const writtenIn = (state: WidgetState, conversationId: string): string => state.panel?.composers[conversationId]?.text ?? ""

/** Goes on in a new conversation where one takes no more, with the words and files that were to be sent there. */
export const startAnew = (widget: Widget, closedId: string): void => {
  const words = writtenIn(widget.get(), closedId)
  widget.startConversation()
  const { composers = {}, newConversation: id = null } = widget.get().panel ?? {}
  if (id === null) return
  if (composers[closedId]?.files.length) widget.send({ _tag: "FilesMoved", from: closedId, to: id })
  if (words.trim() === "") return
  widget.setDraft(id, [writtenIn(widget.get(), id), words].filter((text) => text !== "").join("\n"))
  widget.setDraft(closedId, "")
}
