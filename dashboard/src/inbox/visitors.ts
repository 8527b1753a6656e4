import { addFeedback, toldSince } from "./feedback.ts"
import type { InboxEvent } from "./InboxEvent.ts"
import type { InboxState, VisitorCard } from "./InboxState.ts"
import { mayHelp } from "./mayHelp.ts"
import { inTurn, type Step } from "./step.ts"

const emptyCard: VisitorCard = { visitor: null, conversations: [], feedback: [], problem: null, reading: null }

const setCard = (state: InboxState, id: string, patch: Partial<VisitorCard>): InboxState =>
  ({ ...state, visitors: { ...state.visitors, [id]: { ...emptyCard, ...state.visitors[id], ...patch } } })

/** Reads a visitor; what is known of it stays until the answer comes. */
export const askVisitor = (state: InboxState, visitorId: string): Step => [
  setCard(state, visitorId, { reading: state.visitors[visitorId]?.feedback ?? [] }),
  [{ _tag: "FetchVisitor", visitorId }]
]

/** Somebody looks at a visitor: it is read unless it is held, or on its way. */
export const visitorWanted = (state: InboxState, visitorId: string): Step => {
  const card = state.visitors[visitorId]
  return card === undefined || (card.problem !== null && card.reading === null) ? askVisitor(state, visitorId) : [state, []]
}

export const visitorLoaded = (state: InboxState, { conversations, feedback, visitor }: Extract<InboxEvent, { _tag: "VisitorLoaded" }>): Step => {
  const known = state.visitors[visitor.id] ?? emptyCard
  const loaded = setCard(state, visitor.id, {
    visitor,
    problem: null,
    ...(conversations !== null && { conversations }),
    ...(feedback !== null && { feedback: toldSince(known.feedback, known.reading ?? [], feedback), reading: null })
  })
  // A conversation of theirs that is held may have been rated unheard.
  return [(feedback ?? []).reduce(addFeedback, loaded), []]
}

export const visitorFailed = (state: InboxState, { problem, visitorId }: Extract<InboxEvent, { _tag: "VisitorFailed" }>): Step =>
  [setCard(state, visitorId, { problem, reading: null }), []]

/** The cards in sight: of the open conversation's visitor, and of those who may be the same person. */
export const cardsInSight = (state: InboxState): ReadonlyArray<string> => {
  const id = state.conversations[state.openId ?? ""]?.visitor.id
  if (id === undefined) return []
  return [id, ...state.visitors[id]?.visitor?.relatedVisitorIds ?? []].filter((one) => state.visitors[one] !== undefined)
}

/**
 * After a cut the stream tells neither what was rated meanwhile nor where visitors look around: the cards in sight are read
 * again, the others when somebody looks at them.
 */
export const renewVisitors = (state: InboxState): Step => {
  const cards = cardsInSight(state)
  const inSight = Object.fromEntries(Object.entries(state.visitors).filter(([id]) => cards.includes(id)))
  return inTurn({ ...state, visitors: inSight }, ...cards.map((id) => (held: InboxState): Step =>
    held.visitors[id]?.visitor && held.visitors[id].reading === null ? askVisitor(held, id) : [held, []]))
}

/** Those that could not be read are asked for again. */
export const healVisitors = (state: InboxState): Step =>
  inTurn(state, ...cardsInSight(state).map((id) => (held: InboxState): Step => {
    const card = held.visitors[id]
    return card?.problem && card.reading === null && mayHelp(card.problem) ? askVisitor(held, id) : [held, []]
  }))
