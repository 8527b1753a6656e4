import { waiting } from "./draftFile.ts"
import { changeUnsent, findUnsent, showNew } from "./outbox.ts"
import type { PanelHandlers } from "./panelEvents.ts"

/** A message that wasn't sent is to be tried again now: by another id, or in another conversation, where its own isn't taken. */
export const retryingHandlers: PanelHandlers = {
  RetryAsked: (state, { freshConversationId, freshId, id }) => {
    const message = findUnsent(state, id)
    if (!message || message.status === "sending") return [state, []]
    const again = { status: "queued", problem: null, attempts: 0 } as const
    // Each belongs to the visitor and the conversation it was stored for.
    const files = message.files.map((file) => ({ ...file, upload: waiting }))
    switch (message.problem?._tag) {
      case "IdConflict":
        return [changeUnsent(state, id, { ...again, id: freshId }), []]
      case "ConversationClosed": case "ConversationNotFound": {
        // Its conversation takes no more: what was written begins another one.
        const moved = changeUnsent(state, id, { ...again, files, id: freshId, conversationId: freshConversationId, welcome: [] })
        return [showNew(moved, freshConversationId), []]
      }
      case "FileNotReady": case "VisitorEnded":
        return [changeUnsent(state, id, { ...again, files }), []]
      default:
        return [changeUnsent(state, id, again), []]
    }
  }
}
