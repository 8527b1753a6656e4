import * as Effect from "effect/Effect"
import { SettingsError } from "../settings/SettingsError.ts"
import { together } from "../settings/together.ts"
import { settingOf } from "../settings/values.ts"
import type { Variable } from "../settings/variables.ts"

const hostname = /^(?=.{4,253}$)(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z0-9-]{2,63}$/

const domainOf = Effect.fnUntraced(function*(variable: Variable) {
  const domain = (yield* settingOf(variable))?.toLowerCase()
  if (domain === undefined || hostname.test(domain)) return domain
  return yield* new SettingsError({
    problems: [`${variable} wants the domain that answers are sent to, as inbound.example.com, not ${domain}.`]
  })
})

/** The domain of each transport that answers may be sent to; undefined where it isn't set. Letters kept in the outbox name the listener's. */
export interface InboundDomains {
  readonly resend: string | undefined
  readonly ses: string | undefined
  readonly smtp: string | undefined
}

/** `EMAIL_RESEND_INBOUND_DOMAIN`, `EMAIL_SES_INBOUND_DOMAIN` and `SMTP_INBOUND_DOMAIN`, lower-cased. A wrong one stops the start. */
export const inboundDomains: Effect.Effect<InboundDomains, SettingsError> = together({
  resend: domainOf("EMAIL_RESEND_INBOUND_DOMAIN"),
  ses: domainOf("EMAIL_SES_INBOUND_DOMAIN"),
  smtp: domainOf("SMTP_INBOUND_DOMAIN")
})
