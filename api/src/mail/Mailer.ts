import type { LetterKind } from "@cossistant/core/mail/Delivery"
import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"

export const MailProvider = Schema.Literals(["resend", "ses", "smtp", "outbox"])
export type MailProvider = typeof MailProvider.Type

/** One letter to one person. `html` and `text` say the same. */
export interface Letter {
  readonly to: string
  readonly subject: string
  readonly html: string
  readonly text: string
  readonly kind: LetterKind
  /** `marketing` leaves from `EMAIL_MARKETING_FROM`; all else from `EMAIL_NOTIFICATION_FROM`. */
  readonly sender?: "notifications" | "marketing"
  /** Shown before the sender's address, as the site's name. */
  readonly fromName?: string
  /** Where an answer goes; without one, to the sender. */
  readonly replyTo?: string
  /** `<id@host>` (RFC 5322 §3.6.4). A provider may put its own in its place and then says so. */
  readonly messageId?: string
  readonly inReplyTo?: string
  readonly references?: ReadonlyArray<string>
  /** Makes `List-Unsubscribe` and, for one click, `List-Unsubscribe-Post` (RFC 8058). */
  readonly unsubscribeUrl?: string
  /** For the provider's statistics, where it keeps any. Never personal data. */
  readonly tags?: Readonly<Record<string, string>>
  /** Not before this moment, where the provider can wait. */
  readonly scheduledAt?: Date
}

/** A letter that asks for nothing any provider lacks. */
export type PlainLetter = Omit<Letter, "sender" | "tags" | "scheduledAt">

/** The provider didn't take the letter. `reason` is for the operator and names no secret. */
export class MailRejected extends Schema.TaggedError<MailRejected>()("MailRejected", {
  reason: Schema.String,
  /** Whether the same letter may go through later. */
  retryable: Schema.Boolean,
  /** Whether it may have been taken after all: nobody answered. */
  isUnsure: Schema.Boolean
}) {}

/** This way of sending can't do that; nothing was queued. */
export class Unsupported extends Schema.TaggedError<Unsupported>()("Unsupported", {
  provider: MailProvider,
  feature: Schema.Literals(["scheduledAt", "tags", "marketing"])
}) {}

/** What the provider gave the letter when it took it. */
export interface Accepted {
  /** The name it has in the provider's events. */
  readonly providerMessageId: string | null
  /** The Message-ID its reader sees. */
  readonly messageId: string | null
}

/** Something that can deliver a letter. */
export class Mailer extends Context.Service<Mailer, {
  readonly provider: MailProvider
  readonly offers: {
    readonly scheduledAt: boolean
    readonly tags: boolean
    /** Whether there is an address to send marketing from. */
    readonly marketing: boolean
    /** Whether a letter that was taken before is known again by its key: then an unanswered one may safely be sent again. */
    readonly repeats: boolean
  }
  /** `key` is the letter's own until somebody asks for it again: a provider that saw it before doesn't send again. */
  readonly send: (letter: Letter, key: string) => Effect.Effect<Accepted, MailRejected>
}>()("api/mail/Mailer") {}

/** Fails with what this letter asks for and the provider hasn't got. */
export const checkOffered = ({ offers, provider }: Pick<Mailer["Service"], "offers" | "provider">, letter: Letter): Effect.Effect<void, Unsupported> => {
  const feature = letter.scheduledAt !== undefined && !offers.scheduledAt
    ? "scheduledAt"
    : letter.tags !== undefined && !offers.tags
    ? "tags"
    : letter.sender === "marketing" && !offers.marketing
    ? "marketing"
    : undefined
  return feature === undefined ? Effect.void : new Unsupported({ provider, feature })
}
