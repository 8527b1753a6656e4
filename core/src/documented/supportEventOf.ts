import type { SupportEvent } from "@cossistant/types"
import type { SupportEvent as EngineEvent } from "../widget/SupportEvent.ts"
import { conversationOf } from "./conversationOf.ts"
import { errorFrom } from "./CossistantError.ts"
import { RpcFailure } from "../client/RpcFailure.ts"
import type { Owner } from "./owner.ts"
import { timelineItemOf } from "./timelineItemOf.ts"

/** An event of the engine in its documented shape. Errors of the network become typed codes, others stay what they are. */
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
      return { type: "error", error: error instanceof RpcFailure ? errorFrom(error) : error, ...(context !== undefined && { context }) }
    }
  }
}
