import { processing } from "@cossistant/core/documented/processing"
import type { ConversationProcessingEntry } from "@cossistant/types"
import { useView } from "../useView.ts"

/** What an AI agent does in a conversation just now, null for nothing; lapses after 15 s. Throws outside `SupportProvider`. */
export const useConversationProcessing = (conversationId: string | null | undefined): ConversationProcessingEntry | null =>
  useView((state) => conversationId ? processing(state, conversationId) : null)
