import { TimelineItem } from "@cossistant/core/conversations/TimelineItem"
import * as Schema from "effect/Schema"
import type { WireItems } from "../conversations/WireItems.ts"

const holdsMessage = Schema.is(Schema.Struct({ message: TimelineItem }))
const holdsConversation = Schema.is(Schema.Struct({ conversation: Schema.Struct({ lastItem: Schema.NullOr(TimelineItem) }) }))

/** What is sent: the event's type and moment, and what it is about, the addresses of files made at this moment. */
export const webhookBody = (
  event: { readonly type: string; readonly timestamp: string; readonly payload: unknown },
  wire: Pick<WireItems["Service"], "item" | "conversation">
): string => {
  const { payload, timestamp, type } = event
  const data = holdsMessage(payload) ? { ...payload, message: wire.item(payload.message) }
    : holdsConversation(payload) ? { ...payload, conversation: wire.conversation(payload.conversation) }
    : payload
  return JSON.stringify({ type, timestamp, data })
}
