import { composerOf } from "./composer.ts"
import { enqueue, showNew } from "./outbox.ts"
import { withPanel } from "./Panel.ts"
import type { PanelHandlers } from "./panelEvents.ts"
import { withoutVisitor } from "./visitor.ts"
import { type ReadyState } from "./Panel.ts"
import { currentConversation } from "./router.ts"
import { threadOf } from "./thread.ts"

const isNew = (state: ReadyState, conversationId: string) => threadOf(state, conversationId).status === "new"

/** How conversations begin, and what is left when the visitor they belonged to is gone. */
export const beginningHandlers: PanelHandlers = {
  StartAsked: (state, { conversationId, createdAt, messageId, text }) => {
    if (text === "") {
      const id = state.panel.newConversation ?? conversationId
      return [withPanel(showNew(state, id), { newConversation: id }), []]
    }
    // Started by a message of its own, it goes without the welcome lines.
    const shown = showNew(state, conversationId)
    return [enqueue(shown, { id: messageId, conversationId, createdAt, text, files: [], welcome: [] }), []]
  },
  VisitorEnded: (state, { freshId, visitorId }) => {
    const { composers, identity, newConversation, outbox } = state.panel
    if (identity.visitorId !== visitorId) return [state, []]
    const shown = currentConversation(state)
    const draft = shown === null ? "" : composerOf(state, shown).text
    const moved = outbox.map((message) => isNew(state, message.conversationId) ? { ...message, status: "queued" } as const : {
      ...message, conversationId: freshId, welcome: message.welcome ?? [], status: "failed", problem: { _tag: "VisitorEnded" }
    } as const)
    const left = withPanel(withoutVisitor(state), {
      outbox: moved,
      composers: {
        ...Object.fromEntries(Object.entries(composers).filter(([id]) => isNew(state, id))),
        ...(draft !== "" && { [freshId]: { text: draft, files: [], problem: null } })
      },
      newConversation
    })
    const ids = new Set(moved.map(({ conversationId }) => conversationId))
    const begun = [...ids].reduce((next, id) => showNew(next, id), left)
    const stays = shown !== null && (ids.has(shown) || isNew(state, shown)) ? shown : draft !== "" || ids.has(freshId) ? freshId : null
    const next = stays === null || shown === null ? { ...begun, router: left.router } : { ...showNew(begun, stays), router: showNew(left, stays).router }
    return [next, [{ _tag: "ForgetVisitor" }]]
  },
  VisitorReplaced: (state, { credential }) => {
    const { identity } = state.panel
    if ((credential?.visitorId ?? null) === identity.visitorId) return [state, []]
    // A first visitor made by another tab is this tab's too; any other change means that someone else is here now.
    const base = identity.visitorId === null ? state : withoutVisitor(state)
    return [withPanel(base, {
      identity: {
        ...base.panel.identity,
        status: credential ? "known" : "none",
        visitorId: credential?.visitorId ?? null,
        person: credential?.person ?? null,
        accepted: credential?.accepted ?? null
      }
    }), credential ? [{ _tag: "LoadWebsite" }] : []]
  }
}
