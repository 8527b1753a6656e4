import type { WelcomeMessage } from "@cossistant/core/conversations/widgetConversationRpcs"
import { createHash } from "node:crypto"

const crockford = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"

/**
 * The greetings a page showed, as they go ahead of the first message. They are the page's words, so they have no
 * author: a browser could otherwise put words in a teammate's mouth. The same conversation always gives the same ids.
 */
export const greetings = (conversationId: string, welcome: ReadonlyArray<typeof WelcomeMessage.Type>) =>
  welcome.filter(({ senderType }) => senderType !== "visitor").map(({ content }, index) => ({
    id: idOf(`${conversationId} ${index} ${content}`),
    text: content
  }))

/** An item's id from what names it, in a ULID's shape: 130 bits of a hash, the first digit kept below 8. */
export const idOf = (name: string): string => {
  const bytes = createHash("sha256").update(name).digest()
  return Array.from({ length: 26 }, (_, place) => crockford[(bytes[place] ?? 0) % (place === 0 ? 8 : 32)]).join("")
}
