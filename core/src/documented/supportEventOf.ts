import type { SupportEvent } from "@cossistant/types"
import type { SupportEvent as EngineEvent } from "../widget/SupportEvent.ts"
import { conversationOf } from "./conversationOf.ts"
import { CossistantError, errorFrom } from "./CossistantError.ts"
import { RpcFailure } from "../client/RpcFailure.ts"
import type { Owner } from "./owner.ts"
import { timelineItemOf } from "./timelineItemOf.ts"

/** An event of the engine in its documented shape. Its errors are typed codes: those of the network, and of code that couldn't be loaded. */
export const supportEventOf = (event: EngineEvent, owner: Owner): SupportEvent => {
  switch (event.type) {
    case "conversationStart": case "conversationEnd": {
      const { conversation, conversationId, type } = event
      return { type, conversationId, ...(conversation && { conversation: conversationOf(conversation, owner) }) }
    }
    case "messageSent": case "messageReceived":
      return { type: event.type, conversationId: event.conversationId, message: timelineItemOf(event.message, owner) }
    case "error": {
      const { context, error } = event
      return { type: "error", error: error instanceof RpcFailure ? errorFrom(error) : new CossistantError("LOAD_FAILED", error), ...(context !== undefined && { context }) }
    }
  }
}
