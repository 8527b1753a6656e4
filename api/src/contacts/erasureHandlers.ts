import { CurrentMember } from "@cossistant/core/auth/MemberAuth"
import { ErasureRpcs } from "@cossistant/core/contacts/erasureRpcs"
import * as Effect from "effect/Effect"
import { Erasures } from "./Erasures.ts"

/** Erasing people, one line a procedure; `MemberAuth` has seen to site and role. */
export const erasureHandlers = ErasureRpcs.toLayer(Effect.gen(function*() {
  const erasures = yield* Erasures
  return ErasureRpcs.of({
    "contacts.erase": ({ contactId }) => CurrentMember.use(({ userId, websiteId }) => erasures.contact({ websiteId, by: userId }, contactId)),
    "visitors.erase": ({ visitorId }) => CurrentMember.use(({ userId, websiteId }) => erasures.visitor({ websiteId, by: userId }, visitorId))
  })
}))
