import { typingEntries, type TypingOptions } from "@cossistant/core/documented/typingEntries"
import type { TypingEntry } from "@cossistant/types"
import { useView } from "../useView.ts"

export type UseConversationTypingOptions = TypingOptions

/** Who writes in a conversation just now, the first to begin first; each lapses after 6 s. Throws outside `SupportProvider`. */
export const useConversationTyping = (conversationId: string | null | undefined, options: UseConversationTypingOptions = {}): TypingEntry[] =>
  useView((state) => typingEntries(state, conversationId ?? null, options))
