import type { Accessor } from "solid-js"
import type { HeaderActions } from "../conversation/ConversationHeader.tsx"
import { createChanges } from "../conversation/createChanges.ts"
import type { Conversation } from "../inbox/nouns.ts"
import { useSite } from "../site/SiteContext.ts"

/** What the header's buttons and the keys do to the open conversation. */
export const createConversationActions = (options: {
  readonly open: Accessor<Conversation | undefined>
  /** The rows of the view, in order. */
  readonly ids: Accessor<ReadonlyArray<string>>
  readonly go: (id: string | null) => void
}): Omit<HeaderActions, "onBack" | "onContext" | "onContextButton"> => {
  const { me } = useSite()
  const changes = createChanges()
  const { go, ids, open } = options
  /** What leaves the view makes room for the next one; Undo brings it back on screen. */
  const leaving = (act: (conversation: Conversation, onUndo: () => void) => void) => () => {
    const conversation = open()
    if (conversation === undefined) return
    const at = ids().indexOf(conversation.id)
    const next = ids()[at + 1] ?? ids()[at - 1] ?? null
    // Its row is back a moment later.
    act(conversation, () => queueMicrotask(() => go(conversation.id)))
    if (at >= 0) go(next)
  }
  return {
    onTitle: (title) => {
      const conversation = open()
      if (conversation) changes.setTitle(conversation, title)
    },
    onAssign: () => {
      const conversation = open()
      if (conversation) changes.assign(conversation, conversation.assigneeIds[0] === me().userId ? null : me().userId)
    },
    onResolve: leaving((conversation, onUndo) =>
      changes.setStatus(conversation, conversation.status === "open" ? "resolved" : "open", onUndo)),
    onArchive: leaving((conversation, onUndo) => changes.setArchived(conversation, conversation.deletedAt === null, onUndo)),
    onSpam: leaving((conversation, onUndo) =>
      changes.setStatus(conversation, conversation.status === "spam" ? "open" : "spam", onUndo))
  }
}
