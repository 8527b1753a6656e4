import { CurrentMember } from "@cossistant/core/auth/MemberAuth"
import { MailRpcs } from "@cossistant/core/mail/mailRpcs"
import * as Effect from "effect/Effect"
import { Deliveries } from "./Deliveries.ts"
import { Suppressions } from "./Suppressions.ts"

export const mailHandlers = MailRpcs.toLayer(Effect.gen(function*() {
  const deliveries = yield* Deliveries
  const suppressions = yield* Suppressions
  return MailRpcs.of({
    "mail.deliveries": ({ conversationId }) => CurrentMember.use((me) => deliveries.ofConversation(me, conversationId)),
    "mail.ofVisitor": ({ visitorId }) => CurrentMember.use((me) => deliveries.ofVisitor(me, visitorId)),
    "mail.retry": ({ letterId }) => CurrentMember.use((me) => deliveries.retry(me, letterId)),
    "mail.suppressions": (page) => CurrentMember.use((me) => suppressions.list(me, page)),
    "mail.liftSuppression": ({ email, reason }) => CurrentMember.use((me) => suppressions.lift(me, email, reason))
  })
}))
