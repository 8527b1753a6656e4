import type { Conversation } from "./nouns.ts"
import type { Problem } from "./Problem.ts"
import type { WidgetState } from "./WidgetState.ts"

/** An address that was given on the card of a conversation, and what became of it. */
export interface EmailCard {
  readonly status: "sending" | "failed" | "done"
  readonly problem: Problem | null
}

/** The card that asks for an address; what is being typed is the interface's. */
export interface IdentifyView {
  readonly status: "asking" | "sending" | "done"
  /** Why the address wasn't taken, or why that takes so long. */
  readonly problem: Problem | null
}

/**
 * Whether a conversation asks its visitor for an address: it is there and holds a message of theirs, no AI agent answers
 * first, and nobody has said who they are or is about to. A site that takes signed identities only doesn't ask.
 */
export const identifyView = ({ panel, website }: WidgetState, conversation: Conversation | null, hasSpoken: boolean): IdentifyView | null => {
  const site = website.value
  if (!panel || !site || !conversation || conversation.status !== "open" || conversation.deletedAt !== null || !hasSpoken) return null
  const card = panel.emailCards[conversation.id]
  const isKnown = site.visitor?.contact != null
  if (card?.status === "done" || (card && isKnown)) return { status: "done", problem: null }
  if (card?.status === "sending") return { status: "sending", problem: card.problem }
  const isIdentifying = panel.identity.queue.some(({ _tag }) => _tag === "Identify")
  if (isKnown || isIdentifying || site.availableAIAgents.length > 0 || site.identityVerification === "required") return null
  return { status: "asking", problem: card?.problem ?? null }
}
