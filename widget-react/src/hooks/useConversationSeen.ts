import { seen } from "@cossistant/core/documented/seen"
import type { ConversationSeen } from "@cossistant/types"
import { useEffect, useState } from "react"
import { useView } from "../useView.ts"

export interface UseConversationSeenOptions {
  /** What is shown until the widget knows better. */
  initialData?: ConversationSeen[] | undefined
}

const none: ConversationSeen[] = []

/** Who has read a conversation how far, live. Throws outside `SupportProvider`. */
export const useConversationSeen = (conversationId: string | null | undefined, options: UseConversationSeenOptions = {}): ConversationSeen[] => {
  const known = useView((state) => conversationId ? seen(state, conversationId) : none)
  return known.length === 0 ? options.initialData ?? none : known
}

/** `useConversationSeen` that follows after `delay` milliseconds of quiet, so that receipts move after messages do. Default 500. */
export const useDebouncedConversationSeen = (
  conversationId: string | null | undefined, options: UseConversationSeenOptions = {}, delay = 500
): ConversationSeen[] => {
  const current = useConversationSeen(conversationId, options)
  const [late, setLate] = useState(current)
  useEffect(() => {
    const timer = setTimeout(() => setLate(current), delay)
    return () => clearTimeout(timer)
  }, [current, delay])
  return late
}
