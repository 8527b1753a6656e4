import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Redacted from "effect/Redacted"
import { ReplyAddress } from "../inbound/ReplyAddress.ts"
import { makeUnsubscribeToken } from "../mail/unsubscribeToken.ts"
import { Settings } from "../settings/Settings.ts"
import { Storage } from "../storage/Storage.ts"
import type { NoticeFacts } from "./NoticeFacts.ts"
import type { Envelope } from "./visitorLetter.ts"

/** What stands around letters about conversations: where answers go, what they follow, how to be rid of them. */
export class Envelopes extends Context.Service<Envelopes, {
  readonly address: (about: {
    readonly websiteId: string
    readonly conversationId: string
    readonly letterId: string
    readonly facts: NoticeFacts
    readonly reader: { readonly type: "member" | "visitor"; readonly id: string; readonly email: string }
  }) => Effect.Effect<Envelope>
  readonly logoUrl: (facts: NoticeFacts) => string | null
  /** A conversation in the team's inbox, or the inbox itself. */
  readonly inboxUrl: (slug: string, conversationId: string | null) => string
}>()("api/notifications/Envelopes") {
  static readonly layer = Layer.effect(Envelopes, Effect.gen(function*() {
    const { publicUrl, secrets } = yield* Settings
    const storage = yield* Storage
    const replyAddress = yield* ReplyAddress
    const { tokenOf } = makeUnsubscribeToken(Redacted.value(secrets.encryption))
    const host = new URL(publicUrl).hostname
    const logoUrl = ({ website }: NoticeFacts) => website.logoKey === null ? null : new URL(storage.urlOf(website.logoKey), publicUrl).href

    return Envelopes.of({
      logoUrl,
      inboxUrl: (slug, conversationId) => [publicUrl, slug, "inbox", ...(conversationId === null ? [] : [conversationId])].join("/"),
      address: Effect.fnUntraced(function*({ conversationId, facts, letterId, reader, websiteId }) {
        const replyTo = yield* replyAddress.mint({ websiteId, conversationId, recipient: { type: reader.type, id: reader.id } })
        // What lies in the reader's mailbox already: our letters, and the reader's own answers.
        const earlier = [
          ...facts.letters.filter(({ recipient }) => recipient === reader.email.toLowerCase()),
          ...facts.answers.filter(({ id, type }) => type === reader.type && (type === "visitor" || id === reader.id))
        ].toSorted((a, b) => a.at - b.at).map(({ messageId }) => messageId)
        return {
          logoUrl: logoUrl(facts),
          replyTo,
          messageId: `<${letterId.toLowerCase()}.${conversationId.toLowerCase()}@${host}>`,
          // The conversation itself stands at the root (RFC 5322 §3.6.4), so that a mailbox keeps all of it together.
          references: [`<${conversationId.toLowerCase()}@${host}>`, ...earlier.slice(-5)],
          unsubscribeUrl: `${publicUrl}/email/unsubscribe/${tokenOf(letterId)}`
        }
      })
    })
  })).pipe(Layer.provide(ReplyAddress.layer))
}
