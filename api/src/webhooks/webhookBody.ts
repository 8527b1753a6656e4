import { TimelineItem } from "@cossistant/core/conversations/TimelineItem"
import type { Lock } from "@cossistant/core/inbox/InboxConversation"
import * as Schema from "effect/Schema"
import { redacted } from "../billing/horizon.ts"
import type { WireItems } from "../conversations/WireItems.ts"

const holdsMessage = Schema.is(Schema.Struct({ message: TimelineItem, conversation: Schema.Struct({ id: Schema.String }) }))
const holdsConversation = Schema.is(Schema.Struct({ conversation: Schema.Struct({ lastItem: Schema.NullOr(TimelineItem) }) }))

/**
 * What is sent: the event's type and moment, and what it is about, the addresses of files made at this moment. A conversation
 * that is `locked` at this moment is told of as the inbox shows it: who and when, without what was said.
 */
export const webhookBody = (
  event: { readonly type: string; readonly timestamp: string; readonly payload: unknown },
  wire: Pick<WireItems["Service"], "item" | "conversation">,
  locked?: Lock
): string => {
  const { payload, timestamp, type } = event
  const data = holdsMessage(payload)
    ? locked === undefined
      ? { ...payload, message: wire.item(payload.message) }
      : { ...payload, message: { ...payload.message, text: null, parts: [] }, conversation: { ...payload.conversation, locked } }
    : holdsConversation(payload)
    ? { ...payload, conversation: locked === undefined ? wire.conversation(payload.conversation) : redacted(payload.conversation, locked) }
    : payload
  return JSON.stringify({ type, timestamp, data })
}
