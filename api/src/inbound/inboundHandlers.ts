import { CurrentMember } from "@cossistant/core/auth/MemberAuth"
import { InboundRpcs } from "@cossistant/core/inbound/inboundRpcs"
import * as Effect from "effect/Effect"
import { Inbound } from "./Inbound.ts"

/** The team's procedures about letters that came in, one line each. */
export const inboundHandlers = InboundRpcs.toLayer(Effect.gen(function*() {
  const inbound = yield* Inbound
  return InboundRpcs.of({
    "inbound.unsettled": (page) => CurrentMember.use((member) => inbound.unsettled(member, page)),
    "inbound.letter": ({ id }) => CurrentMember.use((member) => inbound.letter(member, id)),
    "inbound.retry": ({ id }) => CurrentMember.use((member) => inbound.retry(member, id))
  })
}))
