import type { DraftFile } from "./draftFile.ts"
import { needVisitor } from "./identity.ts"
import type { DefaultMessage } from "./nouns.ts"
import { enqueue } from "./outbox.ts"
import type { PanelHandlers } from "./panelEvents.ts"
import { changeThread, threadOf } from "./thread.ts"

/** What a program asks for directly: it moves no page and touches no draft. */
export type DirectEvent =
  | {
    readonly _tag: "MessageAsked"
    readonly conversationId: string
    readonly messageId: string
    readonly text: string
    readonly files: ReadonlyArray<DraftFile>
    readonly createdAt: string
    /** Lines to go ahead of it, if it is the first of its conversation. */
    readonly welcome: ReadonlyArray<DefaultMessage>
  }
  /** A conversation is to begin under this id, with the first message sent to it. */
  | { readonly _tag: "ConversationAsked"; readonly conversationId: string }
  /** A thread is wanted, whether it is in sight or not. */
  | { readonly _tag: "ThreadAsked"; readonly conversationId: string }
  /** Something is about to be asked that only a visitor may ask. */
  | { readonly _tag: "VisitorAsked" }

export const directHandlers: PanelHandlers = {
  VisitorAsked: needVisitor,
  ConversationAsked: (state, { conversationId }) =>
    state.panel.threads[conversationId] || state.panel.conversations.byId[conversationId]
      ? [state, []]
      : [changeThread(state, conversationId, { status: "new" }), []],
  ThreadAsked: (state, { conversationId }) => {
    const { status } = threadOf(state, conversationId)
    if (status !== "idle" && status !== "failed" && status !== "stale") return [state, []]
    // Nobody's threads can be on the server.
    if (state.panel.identity.status !== "known") return [changeThread(state, conversationId, { status: "new" }), []]
    return [changeThread(state, conversationId, { status: status === "failed" ? "idle" : status }), [
      { _tag: "Wait", key: `thread:${conversationId}`, ms: 0, event: { _tag: "ThreadDue", conversationId } }
    ]]
  },
  MessageAsked: (state, { conversationId, createdAt, files, messageId, text, welcome }) => {
    const { outbox } = state.panel
    if (outbox.some(({ id }) => id === messageId)) return [state, []]
    const isFirst = threadOf(state, conversationId).status === "new" && !outbox.some((other) => other.conversationId === conversationId)
    return [enqueue(state, { id: messageId, conversationId, text, files, createdAt, welcome: isFirst ? welcome : null }), []]
  }
}
