import { anew } from "./attaching.ts"
import { composerOf } from "./composer.ts"
import type { Outgoing } from "./outbox.ts"
import type { ReadyState } from "./PanelState.ts"
import { withPanel } from "./PanelState.ts"
import type { PanelHandlers } from "./panelEvents.ts"
import { initialRouter } from "./initialRouter.ts"
import { currentConversation } from "./router.ts"
import { changeThread, threadOf } from "./thread.ts"
import { withoutVisitor } from "./visitor.ts"

const isNew = (state: ReadyState, id: string): boolean => threadOf(state, id).status === "new"

/**
 * The server knows this visitor no more, and with it all conversations are gone; what the person wrote is not. Unsent
 * messages and the draft in sight move to the new conversation `freshId`; what had not begun yet stays where it is.
 */
const endVisitor = (state: ReadyState, freshId: string): ReadyState => {
  const { composers, newConversation, outbox } = state.panel
  const shown = currentConversation(state)
  const draft = shown === null || isNew(state, shown) ? "" : composerOf(state, shown).text
  const moved = outbox.map((message) => ({ ...message, files: message.files.map(anew) })).map((message): Outgoing => isNew(state, message.conversationId)
    ? { ...message, status: "queued" }
    : { ...message, conversationId: freshId, welcome: [], status: "failed", problem: { _tag: "VisitorEnded" } })
  const kept = Object.entries(composers).filter(([id]) => isNew(state, id))
    .map(([id, composer]) => [id, { ...composer, files: composer.files.map(anew) }] as const)
  const isFreshUsed = draft !== "" || moved.some(({ conversationId }) => conversationId === freshId)
  const stays = shown === null ? null : isNew(state, shown) ? shown : isFreshUsed ? freshId : null
  const left = withPanel(withoutVisitor(state), {
    outbox: moved,
    composers: { ...Object.fromEntries(kept), ...(draft !== "" && { [freshId]: { text: draft, files: [], problem: null } }) },
    newConversation
  })
  const begun = new Set([...moved.map(({ conversationId }) => conversationId), ...kept.map(([id]) => id), ...(stays === null ? [] : [stays])])
  const next = [...begun].reduce((each, id) => changeThread(each, id, { status: "new" }), left)
  const router = stays === null
    ? initialRouter
    : { current: { page: "CONVERSATION", params: { conversationId: stays } }, previous: [initialRouter.current] }
  return { ...next, router }
}

export const visitorEndHandlers: PanelHandlers = {
  VisitorEnded: (state, { freshId, visitorId }) => state.panel.identity.visitorId !== visitorId ? [state, []] : [
    endVisitor(state, freshId),
    [{ _tag: "ForgetVisitor" }, { _tag: "Wait", key: "identity", ms: 0, event: { _tag: "IdentityDue" } }]
  ]
}
