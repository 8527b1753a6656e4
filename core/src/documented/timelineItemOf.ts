import type { TimelineItem, TimelineItemPart } from "@cossistant/types"
import type { TimelineItem as Noun } from "../widget/nouns.ts"
import type { Owner } from "./owner.ts"

const made = new WeakMap<Noun, { readonly owner: Owner; readonly item: TimelineItem }>()

/** The documented first part of a message. The server sends plain words as `text` alone. */
const missingText = ({ parts, text, type }: Noun): TimelineItemPart[] =>
  type === "message" && !parts.some((part) => part.type === "text") ? [{ type: "text", text: text ?? "" }] : []

/** An item in its documented shape, the same for the same item and owner. What isn't sent yet is the owner's. */
export const timelineItemOf = (noun: Noun, owner: Owner): TimelineItem => {
  const known = made.get(noun)
  if (known?.owner === owner) return known.item
  const { aiAgentId, conversationId, createdAt, deletedAt, id, parts, text, tool, type, userId, visibility, visitorId } = noun
  const item: TimelineItem = {
    id, conversationId, organizationId: owner.organizationId, visibility, type, text, tool,
    // They differ in what a model's vendor says of a part, which never reaches a visitor.
    parts: [...missingText(noun), ...parts.map((part) => ({ ...part }) as TimelineItemPart)],
    userId, aiAgentId, visitorId: visitorId === "" ? owner.visitorId : visitorId, createdAt, deletedAt
  }
  made.set(noun, { owner, item })
  return item
}
