import type { TypingEntry } from "@cossistant/types"
import { remember } from "../widget/remember.ts"
import type { Typist } from "../widget/typing.ts"
import type { WidgetState } from "../widget/WidgetState.ts"

/** Whose writing isn't wanted. */
export interface TypingOptions {
  excludeVisitorId?: string | null | undefined
  excludeUserId?: string | null | undefined
  excludeAiAgentId?: string | null | undefined
}

const none: ReadonlyArray<Typist> = []
const views = remember<TypingEntry[]>()
const entries = new WeakMap<Typist, TypingEntry>()

// The engine holds no moment, since it forgets by a clock of its own: here it is when the writing was first looked at.
const entryOf = (typist: Typist): TypingEntry => {
  const entry = entries.get(typist) ?? {
    actorType: typist.kind === "human" ? "user" : "ai_agent", actorId: typist.id, preview: null, updatedAt: Date.now()
  }
  entries.set(typist, entry)
  return entry
}

/** Who of the team writes in a conversation just now, the first to begin first. */
export const typingEntries = (
  state: WidgetState,
  conversationId: string | null,
  { excludeAiAgentId, excludeUserId }: TypingOptions = {}
): TypingEntry[] => {
  const typists = state.panel?.typists[conversationId ?? ""] ?? none
  return views(state.self, `${conversationId}|${excludeUserId}|${excludeAiAgentId}`, [typists], () =>
    typists.filter(({ id, kind }) => id !== (kind === "human" ? excludeUserId : excludeAiAgentId)).map(entryOf))
}
