import { newConversationId } from "../conversations/newConversationId.ts"
import { newMessageId } from "../widget/newMessageId.ts"

const randomBytes = (count: number) => crypto.getRandomValues(new Uint8Array(count))

/** The id of a conversation that hasn't begun yet: whoever gets it makes a real one with the first message. */
export const PENDING_CONVERSATION_ID = "__pending__"
export const PENDING_SUPPORT_CONVERSATION_ID = PENDING_CONVERSATION_ID

/** Makes the id of a conversation: `CO` and 16 of `1-9A-Z` without `0` and `O`. */
export const generateConversationId = (): string => newConversationId(randomBytes)

/** Makes the id of a message: a ULID, so that ids of one page sort by time. */
export const generateMessageId = (): string => newMessageId(Date.now(), randomBytes)

/** Makes a short id: 16 of `1-9A-Z` without `0` and `O`, as conversations have after their prefix. */
export const generateShortPrimaryId = (): string => newConversationId(randomBytes).slice(2)
