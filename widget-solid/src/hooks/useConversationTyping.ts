import { typingEntries, type TypingOptions } from "@cossistant/core/documented/typingEntries"
import type { TypingEntry } from "@cossistant/types"
import type { Accessor } from "solid-js"
import { type MaybeAccessor, read } from "./MaybeAccessor.ts"
import { useWatched } from "./useWatched.ts"

export type UseConversationTypingOptions = TypingOptions

/** Who writes in a conversation just now, the first to begin first; each lapses after 6 s. Throws outside `SupportProvider`. */
export const useConversationTyping = (
  conversationId: MaybeAccessor<string | null | undefined>, options: MaybeAccessor<UseConversationTypingOptions> = {}
): Accessor<TypingEntry[]> => useWatched((state) => typingEntries(state, read(conversationId) ?? null, read(options)))
