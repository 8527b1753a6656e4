import * as Effect from "effect/Effect"
import * as Redacted from "effect/Redacted"
import type { MailProvider } from "../mail/Mailer.ts"
import * as resend from "../mail/resend.ts"
import * as ses from "../mail/ses.ts"
import * as smtp from "../mail/smtp.ts"
import { fine, type Finding, note, problem, warning } from "./Finding.ts"

const check = "mail"

const bySmtp = Effect.gen(function*() {
  const { account, bounceAddress, certificate, host, port, tls } = yield* Effect.orDie(smtp.settings)
  const { createTransport } = yield* Effect.promise(() => import("nodemailer"))
  return yield* Effect.acquireUseRelease(
    Effect.sync(() => createTransport({
      host, port, secure: tls === "implicit", requireTLS: tls === "starttls", ignoreTLS: tls === "none",
      connectionTimeout: 8000, greetingTimeout: 8000, socketTimeout: 8000,
      ...(certificate === undefined ? {} : { tls: { ca: certificate } }),
      ...(account === undefined ? {} : { auth: { user: account.user, pass: Redacted.value(account.password) } })
    })),
    (transport) => Effect.tryPromise({
      // Greeting, TLS and account, as with a letter, but without one: https://nodemailer.com/smtp/#verify-smtp-connection-configuration
      try: () => transport.verify(),
      catch: (error) => error instanceof Error ? error : new Error("no answer")
    }).pipe(Effect.match({
      onSuccess: () => fine(check, `The mail server at ${host}:${port} takes letters from this account. What doesn't arrive comes back to ${bounceAddress ?? "the sender's own mailbox, where nobody here reads it"}.`),
      onFailure: (error) => {
        const code = "code" in error ? String(error.code) : ""
        if (code === "EAUTH") return problem(check, "The mail server doesn't know SMTP_USERNAME with SMTP_PASSWORD.", "Correct them; some providers want a password made for programs.")
        if (code === "ETLS" || /certificate|self[- ]signed|tls|ssl/i.test(error.message)) {
          return problem(check, `TLS with ${host}:${port} fails: ${error.message}.`, "SMTP_TLS is implicit on port 465 and starttls elsewhere; a certificate of your own wants SMTP_CA_FILE.")
        }
        return problem(check, `The mail server at ${host}:${port} can't be reached: ${error.message}.`, "Check SMTP_HOST and SMTP_PORT; many hosts block port 25, 587 is for programs.")
      }
    })),
    (transport) => Effect.sync(() => transport.close())
  )
})

const byResend = Effect.gen(function*() {
  const { apiKey, baseUrl, senders } = yield* Effect.orDie(resend.settings)
  const client = yield* resend.resendClient(apiKey, baseUrl)
  const domain = senders.notifications.address.split("@").at(-1) ?? ""
  // https://resend.com/docs/api-reference/domains/list-domains
  const { data, error } = yield* Effect.promise(() => client.domains.list())
  if (error?.name === "restricted_api_key") return note(check, "Resend knows RESEND_API_KEY, which may only send: its domains can't be looked at.")
  if (error !== null) {
    return error.statusCode === null
      ? problem(check, "Resend can't be reached.", "Let this machine reach api.resend.com by https, or correct RESEND_BASE_URL. Letters wait meanwhile.")
      : problem(check, `Resend refuses RESEND_API_KEY: ${error.message}`, "Make a key at https://resend.com/api-keys and set it.")
  }
  const found = data.data.find(({ name }) => domain === name || domain.endsWith(`.${name}`))
  if (found?.status === "verified") return fine(check, `Resend takes letters from ${found.name}, which is verified.`)
  return problem(
    check,
    found === undefined ? `Resend doesn't know the sender domain ${domain}.` : `The sender domain ${domain} isn't verified by Resend (${found.status}).`,
    "Add the domain and its records at https://resend.com/domains, or correct EMAIL_NOTIFICATION_FROM."
  )
})

const bySes = Effect.gen(function*() {
  const { accessKeyId, endpoint, region, secretAccessKey, senders } = yield* Effect.orDie(ses.settings)
  const { GetEmailIdentityCommand, SESv2Client } = yield* Effect.promise(() => import("@aws-sdk/client-sesv2"))
  const domain = senders.notifications.address.split("@").at(-1) ?? ""
  const fix = "Check SES_ACCESS_KEY_ID, SES_SECRET_ACCESS_KEY and SES_REGION; the clock must be right, too."
  return yield* Effect.acquireUseRelease(
    Effect.sync(() => new SESv2Client({
      region, maxAttempts: 1, requestHandler: { connectionTimeout: 8000, requestTimeout: 8000, throwOnRequestTimeout: true },
      credentials: { accessKeyId, secretAccessKey: Redacted.value(secretAccessKey) },
      ...(endpoint === undefined ? {} : { endpoint })
    })),
    // https://docs.aws.amazon.com/ses/latest/APIReference-V2/API_GetEmailIdentity.html
    (client) => Effect.tryPromise({
      try: () => client.send(new GetEmailIdentityCommand({ EmailIdentity: domain })),
      catch: (error) => error instanceof Error ? error : new Error("no answer")
    }).pipe(Effect.match({
      onSuccess: ({ VerifiedForSendingStatus }) => VerifiedForSendingStatus === true
        ? fine(check, `SES takes letters from ${domain}, which is verified.`)
        : problem(check, `The sender domain ${domain} isn't verified by SES in ${region}.`, "Add the DNS records of the identity, as the Terraform module prints them."),
      onFailure: ({ message, name }) => {
        if (name.startsWith("AccessDenied")) return note(check, "SES knows the access key, which may only send: the sender's verification can't be looked at.")
        if (name.startsWith("NotFound")) return problem(check, `SES in ${region} doesn't know the sender domain ${domain}.`, "Apply infra/aws/ses-email-setup for it, or correct EMAIL_NOTIFICATION_FROM or SES_REGION.")
        if (/Client|Signature|Credential|Token/i.test(name)) return problem(check, `SES refuses the access key: ${name} ${message}`, fix)
        return problem(check, `SES in ${region} can't be asked: ${name} ${message}`, `Let this machine reach email.${region}.amazonaws.com by https. Letters wait meanwhile.`)
      }
    })),
    (client) => Effect.sync(() => client.destroy())
  )
})

const outbox = Effect.succeed(warning(
  check,
  "Letters stay in the outbox and reach nobody.",
  "For trying out that is meant so (read them at /dev/outbox); to send them, name another EMAIL_TRANSPORT_PROVIDER."
))

const ways: Readonly<Record<MailProvider, Effect.Effect<Finding>>> = { smtp: bySmtp, resend: byResend, ses: bySes, outbox }

/** Signs in where letters leave, without sending one, and asks whether the sender may. Never fails. */
export const mailOut = (provider: MailProvider): Effect.Effect<Finding> => ways[provider].pipe(
  Effect.timeoutOrElse({ duration: "20 seconds", orElse: () => Effect.succeed(problem(check, `${provider} didn't answer within 20 s.`, "See whether this machine may reach it. Letters wait meanwhile.")) })
)
