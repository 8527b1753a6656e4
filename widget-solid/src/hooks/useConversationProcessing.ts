import { processing } from "@cossistant/core/documented/processing"
import type { ConversationProcessingEntry } from "@cossistant/types"
import type { Accessor } from "solid-js"
import { type MaybeAccessor, read } from "./MaybeAccessor.ts"
import { useWatched } from "./useWatched.ts"

/** What an AI agent does in a conversation just now, null for nothing; lapses after 15 s. Throws outside `SupportProvider`. */
export const useConversationProcessing = (
  conversationId: MaybeAccessor<string | null | undefined>
): Accessor<ConversationProcessingEntry | null> =>
  useWatched((state) => {
    const id = read(conversationId)
    return id ? processing(state, id) : null
  })
