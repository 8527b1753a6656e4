import type { InboxConversation } from "@cossistant/core/inbox/InboxConversation"
import type { LastAllowed } from "../billing/Entitlements.ts"

/** Whether a conversation began after the last one the plan has room for. Test conversations don't count. */
export const isLocked = ({ createdAt, id, isTest }: Pick<InboxConversation, "createdAt" | "id" | "isTest">, last: LastAllowed | null): boolean =>
  last !== null && !isTest && (createdAt > last.createdAt || createdAt === last.createdAt && id > last.id)

/** What a list shows of it: who and when, but not what was said. */
export const redacted = (conversation: InboxConversation): InboxConversation => ({ ...conversation, lastItem: null, locked: "conversation_limit" })
