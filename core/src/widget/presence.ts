import { isOpen } from "./isOpen.ts"
import type { ReadyState } from "./PanelState.ts"
import type { PanelHandlers, PanelStep } from "./panelEvents.ts"

/** Milliseconds after which it is asked again who of the team is there, while that is in sight. */
const ASK_EVERY = 5 * 60_000

const isInSight = (state: ReadyState): boolean => state.isRunning && state.isVisible && isOpen(state) && state.website.status === "ready"

const wait = { _tag: "Wait", key: "agents", ms: ASK_EVERY, event: { _tag: "AgentsDue" } } as const

/** Who of the team is there is told with the site: an open widget asks for it anew from time to time. */
export const presenceHandlers: PanelHandlers = {
  AgentsDue: (state) => [state, isInSight(state) ? [{ _tag: "LoadWebsite" }, wait] : []]
}

export const presenceReaction = (before: ReadyState | null, after: ReadyState): PanelStep => {
  const is = isInSight(after)
  if (is === (before !== null && isInSight(before))) return [after, []]
  return [after, [is ? wait : { _tag: "Cancel", key: "agents" }]]
}
