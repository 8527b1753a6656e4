import { CurrentMember } from "@cossistant/core/auth/MemberAuth"
import { AccountLetterRpcs } from "@cossistant/core/mail/accountLetterRpcs"
import * as Effect from "effect/Effect"
import { AccountLetters } from "./AccountLetters.ts"

/** Letters about accounts that failed, one line a procedure; `MemberAuth` has seen to site and role. */
export const accountLetterHandlers = AccountLetterRpcs.toLayer(Effect.gen(function*() {
  const letters = yield* AccountLetters
  return AccountLetterRpcs.of({
    "mail.accountLetters": (page) => CurrentMember.use((me) => letters.failed(me, page)),
    "mail.retryAccountLetter": ({ letterId }) => CurrentMember.use((me) => letters.retry(me, letterId)),
    "mail.dropAccountLetter": ({ letterId }) => CurrentMember.use((me) => letters.drop(me, letterId))
  })
}))
