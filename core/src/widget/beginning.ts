import { enqueue, showConversation, showNew } from "./outbox.ts"
import { withPanel } from "./PanelState.ts"
import type { PanelHandlers } from "./panelEvents.ts"
import { identityOf, withoutVisitor } from "./visitor.ts"

/** How conversations begin, and what happens when the visitor they belong to is another one. */
export const beginningHandlers: PanelHandlers = {
  StartAsked: (state, { conversationId, createdAt, messageId, replace, text }) => {
    if (text === "") {
      const id = state.panel.newConversation ?? conversationId
      return [withPanel(showNew(state, id, replace), { newConversation: id }), []]
    }
    const known = state.panel.conversations.byId[conversationId]
    if (known) return [showConversation(state, conversationId, replace), []]
    // Started by a message of its own, it goes without the welcome lines.
    const shown = showNew(state, conversationId, replace)
    return [enqueue(shown, { id: messageId, conversationId, createdAt, text, files: [], welcome: [] }), []]
  },
  VisitorReplaced: (state, { credential }) => {
    const { identity } = state.panel
    if ((credential?.visitorId ?? null) === identity.visitorId) return [state, []]
    // A first visitor made by another tab is this tab's too; any other change means that someone else is here now.
    const base = identity.visitorId === null ? state : withoutVisitor(state)
    return [withPanel(base, {
      identity: { ...base.panel.identity, ...identityOf(credential) }
    }), credential ? [{ _tag: "LoadWebsite" }] : [{ _tag: "Wait", key: "identity", ms: 0, event: { _tag: "IdentityDue" } }]]
  }
}
