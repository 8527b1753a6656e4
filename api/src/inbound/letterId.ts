import { createHash } from "node:crypto"
import type { ReplyPlace } from "./replyToken.ts"

const crockford = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"

/**
 * The id of a letter and of the message it becomes: made of its Message-ID and of whom it answers for, so that the same
 * letter has one id through whichever door and however often it comes. A ULID's shape; the first digit stays below 8.
 */
export const letterId = ({ conversationId, recipient: { id, type }, websiteId }: ReplyPlace, messageId: string): string => {
  const name = JSON.stringify([websiteId, conversationId, type, type === "visitor" ? "" : id, messageId])
  const bytes = createHash("sha256").update(name).digest()
  return Array.from({ length: 26 }, (_, place) => crockford[(bytes[place] ?? 0) % (place === 0 ? 8 : 32)]).join("")
}
