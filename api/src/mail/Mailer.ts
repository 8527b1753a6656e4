import * as Context from "effect/Context"
import type * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"

/** One letter to one person. `html` and `text` say the same. */
export interface Letter {
  readonly to: string
  readonly subject: string
  readonly html: string
  readonly text: string
  /** What the letter is about, for the provider's statistics: `{ kind: "invitation" }`. Never personal data. */
  readonly tags: Readonly<Record<string, string>>
}

/** The provider didn't take the letter. `reason` is for the operator and names no secret. */
export class MailRejected extends Schema.TaggedError<MailRejected>()("MailRejected", {
  reason: Schema.String,
  /** Whether the same letter may go through later. */
  retryable: Schema.Boolean
}) {}

/** Something that can deliver a letter. */
export class Mailer extends Context.Service<Mailer, {
  readonly provider: "resend" | "ses" | "smtp" | "outbox"
  /** `key` is the letter's own for good: a provider that saw it before doesn't send again. */
  readonly send: (letter: Letter, key: string) => Effect.Effect<void, MailRejected>
}>()("api/mail/Mailer") {}
