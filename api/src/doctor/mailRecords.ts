import * as Effect from "effect/Effect"
import { inboundDomains } from "../inbound/inboundSettings.ts"
import type { MailProvider } from "../mail/Mailer.ts"
import { senders } from "../mail/mailSettings.ts"
import { settingOf } from "../settings/values.ts"
import { fine, type Finding, problem, warning } from "./Finding.ts"
import { Resolver } from "./Resolver.ts"

const check = "dns"

/** Where a provider's envelope sender is, which SPF speaks of: its custom MAIL FROM, or the sender's own domain. */
const envelopes: Readonly<Record<Exclude<MailProvider, "outbox">, (domain: string) => ReadonlyArray<string>>> = {
  resend: (domain) => [`send.${domain}`, domain],
  ses: (domain) => [`mail.${domain}`, domain],
  smtp: (domain) => [domain]
}

const amazon = /\.amazonaws\.com\.?$|\.resend\.com\.?$/

const spf = Effect.fnUntraced(function*(provider: Exclude<MailProvider, "outbox">, domain: string) {
  const wanted = provider === "smtp" ? "v=spf1 mx ~all" : "v=spf1 include:amazonses.com ~all"
  for (const name of envelopes[provider](domain)) {
    const records = (yield* txt(name)).filter((text) => /^v=spf1( |$)/i.test(text))
    if (records.length > 1) return problem(check, `${name} has ${records.length} SPF records, which counts as none (RFC 7208 §4.5).`, "Leave one, with what both allow.")
    if (records.length === 1) return fine(check, `SPF: ${name} says ${records[0]}.`)
  }
  return warning(check, `SPF: neither record says who may send for ${domain}.`, `Add a TXT record at ${envelopes[provider](domain)[0]}, as your provider shows it: ${wanted}`)
})

const dkim = Effect.fnUntraced(function*(provider: Exclude<MailProvider, "outbox">, domain: string) {
  const selector = (yield* settingOf("EMAIL_DKIM_SELECTOR")) ?? (provider === "resend" ? "resend" : undefined)
  if (selector === undefined) {
    return warning(check, `DKIM: which key signs for ${domain} can't be known.`, "Set EMAIL_DKIM_SELECTOR to the selector of your provider's or mail server's key, and its record is looked at.")
  }
  const name = `${selector}._domainkey.${domain}`
  return (yield* txt(name)).some((text) => /(^|;)\s*p=[A-Za-z0-9+/]/.test(text))
    ? fine(check, `DKIM: ${name} has a key.`)
    : problem(check, `DKIM: there is no key at ${name}, so letters are signed for nobody.`, "Add the DKIM record as your provider or mail server shows it.")
})

const dmarc = Effect.fnUntraced(function*(domain: string) {
  const labels = domain.split(".")
  // The domain's own, else that of a domain above it (RFC 7489 §6.6.3).
  for (let from = 0; from <= labels.length - 2; from++) {
    const name = `_dmarc.${labels.slice(from).join(".")}`
    const record = (yield* txt(name)).find((text) => /^v=DMARC1\s*(;|$)/i.test(text))
    if (record !== undefined) return fine(check, `DMARC: ${name} says ${record}.`)
  }
  return warning(check, `DMARC: ${domain} has no policy; large mailbox providers want one.`, `Add a TXT record at _dmarc.${domain}, to begin with: v=DMARC1; p=none`)
})

const mx = Effect.fnUntraced(function*(provider: string, domain: string) {
  const resolver = yield* Resolver
  const hosts = yield* asked(() => resolver.mx(domain))
  if (hosts.length === 0) {
    return problem(check, `MX: ${domain} takes no letters, so answers don't arrive.`, `Add the MX record for ${domain}: ${provider === "smtp" ? "the host where SMTP_INBOUND_PORT listens" : `as ${provider} shows it`}.`)
  }
  return provider !== "smtp" && !hosts.some((host) => amazon.test(host))
    ? problem(check, `MX: letters to ${domain} go to ${hosts.join(", ")}, not to ${provider}.`, `Point the MX record of ${domain} to what ${provider} shows, or correct ${provider === "ses" ? "EMAIL_SES_INBOUND_DOMAIN" : "EMAIL_RESEND_INBOUND_DOMAIN"}.`)
    : fine(check, `MX: letters to ${domain} go to ${hosts.join(", ")}.`)
})

const asked = <A>(question: () => Promise<A>) => Effect.tryPromise({
  try: question,
  catch: (error) => warning(check, `DNS didn't answer: ${error instanceof Error ? error.message : "no reason given"}.`, "Let this machine reach a resolver, and run the doctor again.")
}).pipe(Effect.timeoutOrElse({
  duration: "5 seconds",
  orElse: () => Effect.fail(warning(check, "DNS didn't answer within 5 s.", "Let this machine reach a resolver, and run the doctor again."))
}))

const txt = (name: string) => Effect.flatMap(Resolver, (resolver) => asked(() => resolver.txt(name)))

/** What kept a record from being looked at is a finding as well. */
const settled = <R>(looked: Effect.Effect<Finding, Finding, R>) => Effect.match(looked, { onFailure: (finding) => finding, onSuccess: (finding) => finding })

/** SPF, DKIM and DMARC of the sender's domain, MX of the domains answers come to. Never fails; nothing to say without either. */
export const mailRecords = (provider: MailProvider): Effect.Effect<ReadonlyArray<Finding>> =>
  Effect.gen(function*() {
    const domains = yield* Effect.orDie(inboundDomains)
    const inward = Object.entries(domains).flatMap(([name, domain]) => domain === undefined ? [] : [mx(name, domain)])
    if (provider === "outbox") return yield* Effect.forEach(inward, settled)
    const { notifications } = yield* Effect.orDie(senders(provider))
    const domain = notifications.address.split("@").at(-1) ?? ""
    return yield* Effect.forEach([spf(provider, domain), dkim(provider, domain), dmarc(domain), ...inward], settled)
  })
