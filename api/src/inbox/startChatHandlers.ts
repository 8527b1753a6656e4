import { CurrentMember } from "@cossistant/core/auth/MemberAuth"
import { StartChatRpcs } from "@cossistant/core/inbox/startChatRpcs"
import * as Effect from "effect/Effect"
import { Chats } from "./Chats.ts"

/** Beginning a conversation; `MemberAuth` has seen to the site. */
export const startChatHandlers = StartChatRpcs.toLayer(Effect.gen(function*() {
  const chats = yield* Chats
  return StartChatRpcs.of({
    "inbox.start": (words) => CurrentMember.use((member) => chats.start(member, words))
  })
}))
