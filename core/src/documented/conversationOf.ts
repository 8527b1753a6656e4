import type { Conversation } from "@cossistant/types"
import type { Conversation as Noun, TimelineItem as ItemNoun } from "../widget/nouns.ts"
import type { Owner } from "./owner.ts"
import { timelineItemOf } from "./timelineItemOf.ts"

interface Made {
  readonly owner: Owner
  readonly last: ItemNoun | null
  readonly conversation: Conversation
}
const made = new WeakMap<Noun, Made>()

/**
 * A conversation in its documented shape, the same for the same conversation, owner and last item. `last` stands in for
 * the newest message the server knows.
 */
export const conversationOf = (noun: Noun, owner: Owner, last: ItemNoun | null = noun.lastItem): Conversation => {
  const known = made.get(noun)
  if (known?.owner === owner && known.last === last) return known.conversation
  const {
    channel, createdAt, deletedAt, id, metadata, status, title, updatedAt, visitorId, visitorLanguage, visitorRating, visitorRatingAt, visitorTitle,
    visitorTitleLanguage, websiteId
  } = noun
  const conversation: Conversation = {
    id, createdAt, updatedAt, visitorId, websiteId, channel, status, deletedAt,
    ...(title !== null && { title }),
    visitorTitle, visitorTitleLanguage, visitorLanguage, visitorRating, visitorRatingAt,
    metadata: metadata && { ...metadata },
    ...(last && { lastTimelineItem: timelineItemOf(last, owner) })
  }
  made.set(noun, { owner, last, conversation })
  return conversation
}

/** A conversation that exists only here so far. */
export const pendingConversation = (id: string, createdAt: string, owner: Owner, last: ItemNoun | null = null): Conversation => ({
  id, createdAt, updatedAt: last?.createdAt ?? createdAt, visitorId: owner.visitorId, websiteId: owner.websiteId, channel: "widget", status: "open",
  deletedAt: null, ...(last && { lastTimelineItem: timelineItemOf(last, owner) })
})
