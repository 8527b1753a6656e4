import type { InboxCommand } from "./InboxCommand.ts"
import type { InboxClient } from "./nouns.ts"
import { problemOf } from "./problemOf.ts"

/** Milliseconds: how often "writing" is told while it goes on, and how long a pause ends it. */
const TELL_EVERY = 4_000
const IDLE_AFTER = 2_500

/** Tells the others who is writing, seldom enough not to disturb; a note's writer is told to the team only. */
export const tellTyping = (client: InboxClient, websiteId: string) => {
  let told: { readonly conversationId: string; readonly at: number; readonly visibility: "public" | "private" } | null = null
  let idle: ReturnType<typeof setTimeout> | undefined
  const tell = (conversationId: string, isTyping: boolean, visibility: "public" | "private") => {
    told = isTyping ? { conversationId, at: Date.now(), visibility } : null
    // Nobody waits for this: what is lost expires by itself.
    client.call("inbox.typing", { websiteId, conversationId, isTyping, visibility }).catch(problemOf)
  }
  return ({ conversationId, isTyping, visibility }: Extract<InboxCommand, { _tag: "TellTyping" }>): void => {
    clearTimeout(idle)
    const isElse = told?.conversationId !== conversationId || told.visibility !== visibility || !isTyping
    // To those who were told: a note's readers aren't a reply's.
    if (told !== null && isElse) tell(told.conversationId, false, told.visibility)
    if (!isTyping) return
    if (told === null || Date.now() - told.at > TELL_EVERY) tell(conversationId, true, visibility)
    idle = setTimeout(() => tell(conversationId, false, visibility), IDLE_AFTER)
  }
}
