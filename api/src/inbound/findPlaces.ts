import { WebsiteId } from "@cossistant/core/websites/Website"
import * as Effect from "effect/Effect"
import { Members } from "../members/Members.ts"
import { InboundRepo } from "./InboundRepo.ts"
import type { Mail } from "./Mail.ts"
import { ReplyAddress } from "./ReplyAddress.ts"
import type { ReplyPlace } from "./replyToken.ts"

/** More than anybody writes to at once; the rest isn't looked at. */
const addressesAtMost = 12
const conversationsAtMost = 4

/** Where a letter wants to go: the places its addresses were made for, one for each conversation. */
export interface Found {
  readonly places: ReadonlyArray<ReplyPlace>
  /** Some address looks like one of ours. */
  readonly namesConversation: boolean
}

/**
 * Looks at everyone a letter is for, To, Cc and envelope alike. Of several addresses for one conversation the sender's own
 * counts, then the visitor's.
 */
export const findPlaces = Effect.fn("findPlaces")(function*(mail: Mail, envelopeTo: ReadonlyArray<string>) {
  const replyAddress = yield* ReplyAddress
  const repo = yield* InboundRepo
  const members = yield* Members
  const addresses = [...new Set([...envelopeTo.map((address) => address.trim().replace(/^<|>$/g, "").toLowerCase()), ...mail.addressees])]
  const read = addresses.flatMap((address) => replyAddress.parse(address) ?? []).slice(0, addressesAtMost)
  const best = new Map<string, { readonly place: ReplyPlace; readonly rank: number }>()
  for (const address of read) {
    for (const websiteId of yield* repo.places(address.conversationId)) {
      const at = (recipient: ReplyPlace["recipient"]) => ({ websiteId, conversationId: address.conversationId, recipient })
      const offer = (place: ReplyPlace, rank: number) => {
        const key = `${websiteId} ${place.conversationId}`
        if (rank < (best.get(key)?.rank ?? Infinity)) best.set(key, { place, rank })
      }
      const visitor = { type: "visitor", id: "" } as const
      if (replyAddress.verify(address, { websiteId, recipient: visitor })) {
        offer(at(visitor), 1)
        continue
      }
      for (const { email, userId } of yield* members.team(WebsiteId.make(websiteId))) {
        const recipient = { type: "member", id: userId } as const
        if (replyAddress.verify(address, { websiteId, recipient })) offer(at(recipient), email.toLowerCase() === mail.from?.address ? 0 : 2)
      }
    }
  }
  return { places: [...best.values()].map(({ place }) => place).slice(0, conversationsAtMost), namesConversation: read.length > 0 } satisfies Found
})
