import type { ConversationSeen } from "@cossistant/types"
import { remember } from "../widget/remember.ts"
import type { Reader } from "../widget/seen.ts"
import type { WidgetState } from "../widget/WidgetState.ts"
import { ownerOf } from "./owner.ts"

const views = remember<ConversationSeen[]>()
const none: ReadonlyArray<Reader> = []

const mark = (conversationId: string, actorId: string, at: string, actor: Partial<ConversationSeen>): ConversationSeen => ({
  id: `${conversationId}:${actorId}`, conversationId, userId: null, visitorId: null, aiAgentId: null, lastSeenAt: at, createdAt: at, updatedAt: at,
  deletedAt: null, ...actor
})

/** How far each of the team, and the visitor, has read a conversation. The visitor's own mark is known while its message is. */
export const seen = (state: WidgetState, conversationId: string): ConversationSeen[] => {
  const { panel, self } = state
  const { visitorId } = ownerOf(state)
  const readers = panel?.readers[conversationId] ?? none
  const ownSeq = panel?.conversations.byId[conversationId]?.visitorSeenSeq ?? 0
  const ownAt = panel?.threads[conversationId]?.items.findLast(({ seq }) => seq <= ownSeq)?.createdAt
  return views(self, conversationId, [readers, visitorId, ownAt], () => [
    ...readers.map(({ at, id, kind }) => mark(conversationId, id, at, kind === "human" ? { userId: id } : { aiAgentId: id })),
    ...(ownAt !== undefined && visitorId !== "" ? [mark(conversationId, visitorId, ownAt, { visitorId })] : [])
  ])
}
