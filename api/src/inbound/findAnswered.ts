import * as Effect from "effect/Effect"
import type { Arrival } from "./Arrival.ts"
import { authenticate } from "./authentication.ts"
import { InboundRepo } from "./InboundRepo.ts"
import type { Mail } from "./Mail.ts"
import type { ReplyPlace } from "./replyToken.ts"

/** The newest are named last; older ones lead to the same conversation. */
const referencesAtMost = 20

/**
 * Where a letter belongs that lost the address it was to answer to but names a letter of ours (RFC 5322 §3.6.4): the visitor's
 * side of that conversation, and only for the very address our letter went to, when its domain vouches for it. `not_proven`
 * when the domain doesn't. A member is never found so: what a member says needs the address too.
 */
export const findAnswered = Effect.fn("findAnswered")(function*(mail: Mail, { peer, raw, verdicts }: Pick<Arrival, "peer" | "raw" | "verdicts">) {
  if (mail.from === null || mail.references.length === 0) return null
  const [answered, ...history] = mail.references
  const named = [...new Set([answered ?? "", ...history.toReversed()])].slice(0, referencesAtMost)
  const place = yield* (yield* InboundRepo).answered(named.map((id) => `<${id}>`), mail.from.address)
  if (place === undefined) return null
  const { isAligned } = yield* authenticate({ raw, verdicts, peer })
  return isAligned ? { ...place, recipient: { type: "visitor", id: "" } } satisfies ReplyPlace : "not_proven"
})
