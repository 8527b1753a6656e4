import { CurrentVisitor } from "@cossistant/core/auth/VisitorAuth"
import { WidgetConversationRpcs } from "@cossistant/core/conversations/widgetConversationRpcs"
import * as Effect from "effect/Effect"
import { Conversations } from "./Conversations.ts"

/** The visitor's procedures, one line each. */
export const layer = WidgetConversationRpcs.toLayer(Effect.gen(function*() {
  const conversations = yield* Conversations
  return WidgetConversationRpcs.of({
    "conversations.list": (page) => CurrentVisitor.use((visitor) => conversations.list(visitor, page)),
    "conversations.timeline": (page) => CurrentVisitor.use((visitor) => conversations.timeline(visitor, page)),
    "conversations.send": (message) => CurrentVisitor.use((visitor) => conversations.send(visitor, message)),
    "conversations.seen": (at) => CurrentVisitor.use((visitor) => conversations.seen(visitor, at)),
    "conversations.typing": (state) => CurrentVisitor.use((visitor) => conversations.typing(visitor, state))
  })
}))
