import { type ReadyState, withPanel } from "./PanelState.ts"
import type { PanelHandlers } from "./panelEvents.ts"

/** Milliseconds that what was told is good for. */
const EXPIRES_AFTER = 15_000

const without = (state: ReadyState, conversationId: string): ReadyState => {
  const { [conversationId]: gone, ...processing } = state.panel.processing
  return gone ? withPanel(state, { processing }) : state
}

/** The live activity of AI agents. A message by one, or silence, ends it. */
export const processingHandlers: PanelHandlers = {
  ProcessingExpired: (state, { conversationId }) => [without(state, conversationId), []],
  Started: (state) => [withPanel(state, { processing: {} }), []],
  News: (state, { event }, now) => {
    switch (event._tag) {
      case "Processing": {
        const { _tag, ...told } = event
        const { conversationId } = told
        return [withPanel(state, { processing: { ...state.panel.processing, [conversationId]: { ...told, updatedAt: now } } }), [
          { _tag: "Wait", key: `processing:${conversationId}`, ms: EXPIRES_AFTER, event: { _tag: "ProcessingExpired", conversationId } }
        ]]
      }
      case "ProcessingDone": {
        const { conversationId, workflowRunId } = event
        const isSame = state.panel.processing[conversationId]?.workflowRunId === workflowRunId
        return isSame ? [without(state, conversationId), [{ _tag: "Cancel", key: `processing:${conversationId}` }]] : [state, []]
      }
      case "ItemChanged":
        return event.item.type === "message" && event.item.aiAgentId !== null ? [without(state, event.item.conversationId), []] : [state, []]
      default:
        return [state, []]
    }
  }
}
