import { isPassing } from "../client/isPassing.ts"
import type { AskedIdentify } from "./identity.ts"
import type { Conversation } from "./nouns.ts"
import { type ReadyState, withPanel } from "./PanelState.ts"
import type { PanelHandlers } from "./panelEvents.ts"
import type { Problem } from "./Problem.ts"
import { problemOf } from "./problemOf.ts"
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

const change = (state: ReadyState, id: string, card: EmailCard): ReadyState =>
  withPanel(state, { emailCards: { ...state.panel.emailCards, [id]: card } })

/** The card whose answer comes first, while it is waited for. */
const current = (state: ReadyState): string | undefined => {
  const [asked] = state.panel.identity.queue
  return asked?._tag === "Identify" ? asked.conversationId : undefined
}

/** Cards that ask for an address. These look at the identity's queue before it moves on: they come before its handlers. */
export const emailHandlers: PanelHandlers = {
  IdentityAsked: (state, { asked }) => {
    const id = (asked as Partial<AskedIdentify>).conversationId // what isn't an identification has none
    return [id === undefined ? state : change(state, id, { status: "sending", problem: null }), []]
  },
  Identified: (state) => {
    const id = current(state)
    return [id === undefined ? state : change(state, id, { status: "done", problem: null }), []]
  },
  IdentityFailed: (state, { error }, now) => {
    const id = current(state)
    if (id === undefined || error._tag === "UnknownVisitor") return [state, []]
    return [change(state, id, { status: isPassing(error) ? "sending" : "failed", problem: problemOf(error, now) }), []]
  }
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
