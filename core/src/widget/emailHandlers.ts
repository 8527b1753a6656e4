import { isPassing } from "../client/isPassing.ts"
import type { EmailCard } from "./emailCard.ts"
import type { AskedIdentify } from "./identity.ts"
import { type ReadyState, withPanel } from "./PanelState.ts"
import type { PanelHandlers } from "./panelEvents.ts"
import { rareProblemOf } from "./rareProblemOf.ts"

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
    return [change(state, id, { status: isPassing(error) ? "sending" : "failed", problem: rareProblemOf(error, now) }), []]
  }
}
