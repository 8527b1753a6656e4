// Plain types and the client, without a framework
import CossistantClient, { createSupportController, normalizeLocale, resolvePublicKey } from "@cossistant/core"
import { CossistantClient as Client } from "@cossistant/core/client"
import { signIdentity } from "@cossistant/core/server"
import { type Conversation, ConversationStatus, type TimelineItem } from "@cossistant/types"
import { ConversationPriority } from "@cossistant/types/enums"

export const open = (conversation: Conversation): boolean => conversation.status === ConversationStatus.OPEN
export const text = (item: TimelineItem): string => item.text ?? ""
export const token: Promise<string> = signIdentity({ secret: "is_x", websiteId: "w", externalId: "user_1" })
export const locale: string | null | undefined = normalizeLocale("de-AT")
export const key: string | null | undefined = resolvePublicKey("pk_test_x")
export { Client, ConversationPriority, CossistantClient, createSupportController }
