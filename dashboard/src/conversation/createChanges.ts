import { applyChanges, type ChangeKind, inverseOf } from "../inbox/changes.ts"
import { newId } from "../inbox/newId.ts"
import type { Conversation } from "../inbox/nouns.ts"
import { useSite } from "../site/SiteContext.ts"
import { tell } from "../ui/toasts.ts"

/** What members do to conversations from header, row and keyboard: shown at once, told in a toast, taken back by Undo. */
export const createChanges = () => {
  const { inbox, state } = useSite()
  const press = (conversationId: string, kind: ChangeKind, changeId = newId()) =>
    inbox.send({ _tag: "ChangePressed", changeId, conversationId, kind, at: new Date().toISOString() })
  const change = (conversation: Conversation, kind: ChangeKind, text: string, onUndo: () => void = () => {}) => {
    const changeId = newId()
    press(conversation.id, kind, changeId)
    tell(text, {
      of: changeId,
      undo: () => {
        press(conversation.id, inverseOf(kind, conversation))
        onUndo()
      }
    })
  }
  return {
    /** The conversation as it shows now, changes under way included. */
    shown: (conversation: Conversation) => applyChanges(state().changes, conversation),
    setTitle: (conversation: Conversation, title: string | null) => press(conversation.id, { _tag: "Title", title }),
    setStatus: (conversation: Conversation, status: Conversation["status"], onUndo?: () => void) =>
      change(conversation, { _tag: "Status", status }, { open: conversation.status === "spam" ? "No longer spam" : "Reopened", resolved: "Resolved", spam: "Marked as spam" }[status], onUndo),
    setArchived: (conversation: Conversation, archived: boolean, onUndo?: () => void) =>
      change(conversation, { _tag: "Archived", archived }, archived ? "Archived" : "Brought back", onUndo),
    assign: (conversation: Conversation, userId: string | null) =>
      change(conversation, { _tag: "Assignee", userId }, userId === null ? "No longer assigned" : "Assigned to you")
  }
}
