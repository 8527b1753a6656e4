import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Redacted from "effect/Redacted"
import { Mailer } from "../mail/Mailer.ts"
import { Settings } from "../settings/Settings.ts"
import { inboundDomains } from "./inboundSettings.ts"
import { localPartOf, makeReplyToken, readLocalPart, type ReplyPlace } from "./replyToken.ts"

/** A reply address as it was written, not yet believed. */
export interface ReadAddress {
  readonly conversationId: string
  readonly token: string
}

/** Addresses that take answers into a conversation: one per conversation and recipient, that nobody can guess. */
export class ReplyAddress extends Context.Service<ReplyAddress, {
  /**
   * Where this recipient's answer is to be sent, always the same; null when no inbound domain is set. The domain is the
   * active transport's, or, where that has none, another that is set.
   */
  readonly mint: (place: ReplyPlace) => Effect.Effect<string | null>
  /** Reads a bare address at any of our inbound domains; undefined for every other one. */
  readonly parse: (address: string) => ReadAddress | undefined
  /** Whether the address was made for this place. */
  readonly verify: (address: ReadAddress, place: Pick<ReplyPlace, "websiteId" | "recipient">) => boolean
  /** Every inbound domain that is set: all of them are read while one transport takes over from another. */
  readonly domains: ReadonlyArray<string>
}>()("api/inbound/ReplyAddress") {
  static readonly layer = Layer.effect(ReplyAddress, Effect.gen(function*() {
    const { secrets } = yield* Settings
    const { provider } = yield* Mailer
    const byTransport = yield* inboundDomains
    const { tokenOf, verify } = makeReplyToken(Redacted.value(secrets.encryption))
    const domains = [...new Set(Object.values(byTransport).filter((domain) => domain !== undefined))]
    const own = byTransport[provider === "outbox" ? "smtp" : provider] ?? domains[0]

    return ReplyAddress.of({
      mint: (place) => Effect.sync(() =>
        own === undefined ? null : `${localPartOf(place.conversationId, tokenOf(place))}@${own}`),
      parse: (address) => {
        const at = address.lastIndexOf("@")
        return domains.includes(address.slice(at + 1).toLowerCase()) ? readLocalPart(address.slice(0, at)) : undefined
      },
      verify: ({ conversationId, token }, { recipient, websiteId }) => verify(token, { websiteId, conversationId, recipient }),
      domains
    })
  }))
}
