import * as Effect from "effect/Effect"
import type { ShortCut } from "../realtime/ShortCut.ts"
import { Admission } from "../websites/Admission.ts"
import { Conversations, type NewMessage } from "./Conversations.ts"

/** `conversations.send` of a visitor who was let in lately: the message joins the next batch at once. */
export const sendShortCut: Effect.Effect<ShortCut, never, Admission | Conversations> = Effect.gen(function*() {
  const admission = yield* Admission
  const conversations = yield* Conversations
  return ({ authorization, connection, payload }, done) => {
    const visitor = admission.knownVisitor(connection, authorization)
    if (visitor === undefined) return false
    // Decoded by this very procedure's schema, which a shortcut can't say.
    conversations.post(visitor, payload as NewMessage, done)
    return true
  }
})
