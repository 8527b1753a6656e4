import type { Conversation } from "@cossistant/types"
import { type Card, cards } from "../widget/card.ts"
import { memo } from "../widget/memo.ts"
import { unsentMessage } from "../widget/message.ts"
import type { Panel } from "../widget/PanelState.ts"
import { remember } from "../widget/remember.ts"
import type { WidgetState } from "../widget/WidgetState.ts"
import { conversationOf, pendingConversation } from "./conversationOf.ts"
import { type Owner, ownerOf } from "./owner.ts"

const pending = remember<Conversation>()

const listed = (self: object, owner: Owner, outbox: Panel["outbox"]) => ({ at, conversation, hasUnsent, id }: Card): Conversation => {
  const unsent = hasUnsent ? outbox.findLast(({ conversationId }) => conversationId === id) : undefined
  const last = unsent && unsentMessage(unsent).item
  if (conversation) return conversationOf(conversation, owner, last)
  return pending(self, id, [owner, at, last], () => pendingConversation(id, at, owner, last))
}

/** All conversations that can be shown, newest first, those that aren't on the server yet too. */
export const conversationList: (state: WidgetState) => Conversation[] = /* @__PURE__ */ memo(
  (state) => [state.self, ownerOf(state), cards(state), state.panel?.outbox] as const,
  (self, owner, cards, outbox = []) => cards.map(listed(self, owner, outbox))
)

/** What keeps the list, or the site it belongs to, from being loaded; null for nothing. */
export const listProblem = (state: WidgetState) => state.panel?.conversations.problem ?? state.website.problem
