import type { PayloadEnc } from "../client/procedures.ts"
import { needVisitor } from "./identity.ts"
import type { Contract } from "./nouns.ts"
import { type ReadyState, withPanel } from "./PanelState.ts"
import type { PanelHandlers, PanelStep } from "./panelEvents.ts"
import { rareProblemOf } from "./rareProblemOf.ts"
import { isPassing } from "../client/isPassing.ts"

export type FeedbackPayload = PayloadEnc<Contract, "feedback.submit">

/** Feedback that waits until there is a visitor to give it. */
export interface WaitingFeedback {
  readonly ticket: number
  readonly payload: FeedbackPayload
}

export const feedbackHandlers: PanelHandlers = {
  FeedbackAsked: (state, { payload, ticket }) =>
    needVisitor(withPanel(state, { feedback: [...state.panel.feedback, { ticket, payload }] })),
  VisitorFailed: (state, { error }, now) => isPassing(error) ? [state, []] : [
    withPanel(state, { feedback: [] }),
    state.panel.feedback.map(({ ticket }) => ({ _tag: "Answer", ticket, value: rareProblemOf(error, now) }))
  ]
}

/** Sends what waits as soon as there is a visitor. */
export const feedbackReaction = (_before: ReadyState | null, after: ReadyState): PanelStep => {
  const { feedback, identity } = after.panel
  if (feedback.length === 0 || identity.status !== "known") return [after, []]
  return [withPanel(after, { feedback: [] }), feedback.map((waiting) => ({ _tag: "SubmitFeedback", ...waiting }))]
}
