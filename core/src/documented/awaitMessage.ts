import type { Widget } from "../widget/widget.ts"
import { CossistantError, errorOf } from "./CossistantError.ts"
import { until } from "./until.ts"

/**
 * Waits until the server has a message that was handed to the widget. While it is tried again by itself it is waited for;
 * rejects when it waits for the person, came back to the composer, or was taken back.
 */
export const awaitMessage = (widget: Widget, messageId: string): Promise<{ readonly conversationId: string; readonly messageId: string }> => {
  let conversationId = ""
  return until(widget, ({ panel }) => {
    const message = panel?.outbox.find(({ id }) => id === messageId)
    if (message) {
      conversationId = message.conversationId
      if (message.status === "failed") throw errorOf(message.problem) ?? new CossistantError("INTERNAL_ERROR")
      return undefined
    }
    if (panel?.threads[conversationId]?.items.some(({ id }) => id === messageId)) return { conversationId, messageId }
    throw errorOf(panel?.composers[conversationId]?.problem ?? null) ??
      new CossistantError(panel?.composers[conversationId]?.files.some(({ upload }) => upload._tag === "Failed") ? "FILE_FAILED" : "MESSAGE_DISCARDED")
  })
}
