import * as Effect from "effect/Effect"
import { SqlClient } from "effect/sql/SqlClient"
import type { MailProvider } from "../mail/Mailer.ts"
import { fine, type Finding, problem, warning } from "./Finding.ts"

/** The newest proof of each step, as times; null where there is none yet. */
interface Evidence {
  readonly sent: string | null
  readonly failed: string | null
  readonly failure: string | null
  readonly reported: string | null
  readonly answered: string | null
  readonly answeredBySes: string | null
  readonly reportedBySes: string | null
  readonly answeredByResend: string | null
}

const step = (words: string, at: string | null, fix: string): Finding =>
  at === null ? warning("e-mail checklist", `${words}: not seen yet.`, fix) : fine("e-mail checklist", `${words}: last seen ${at}.`)

/** What the provider says of the sender's domain; else that it took a letter, which it refuses from one it doesn't accept. */
const senderDomain = (provider: MailProvider, asked: Finding | undefined, sent: string | null): Finding => {
  const words = "the sender domain is verified and accepted by the provider"
  if (provider !== "smtp" && asked?.level === "problem") return { ...asked, check: "e-mail checklist", detail: `${words}: ${asked.detail}` }
  return provider !== "smtp" && asked?.level === "ok"
    ? fine("e-mail checklist", `${words}: ${asked.detail}`)
    : step(words, sent, "Send a letter: a provider that doesn't accept the domain of EMAIL_NOTIFICATION_FROM refuses it.")
}

/**
 * The documented verification checklist, answered by what the database has seen happen, and by what the provider answered when it
 * was `asked` about the sender.
 */
export const mailChecklist = Effect.fnUntraced(function*(provider: MailProvider, asked?: Finding) {
  if (provider === "outbox") return []
  const sql = yield* SqlClient
  const [row] = yield* sql<{ evidence: Evidence }>`select mail_evidence(${provider}) as evidence`
  if (row === undefined) return []
  const { answered, answeredByResend, answeredBySes, failed, failure, reported, reportedBySes, sent } = row.evidence
  const sends = "a transactional email sends successfully"
  const found: Array<Finding> = [
    failed !== null && (sent === null || failed > sent)
      ? problem("e-mail checklist", `${sends}: the last one failed at ${failed}: ${failure ?? "no reason given"}.`, "Put that right; Settings → E-mail shows the letter and sends it again.")
      : step(sends, sent, "Invite a second address of yours under Settings → Team."),
    senderDomain(provider, asked, sent),
    step("replies land back in the correct conversation", answered, "Answer a notification from your mail program and look for it in the conversation."),
    step("lifecycle events reach the API and update delivery or suppression state correctly", reported, provider === "smtp"
      ? "Write to an address that doesn't exist: the letter that comes back must find its way in, as answers do."
      : `Send a letter and wait for ${provider} to report its delivery; without that, check the provider's webhook.`)
  ]
  if (provider === "ses") {
    found.push(
      step("/ses/webhooks/inbound is receiving normalized bridge payloads", answeredBySes, "Answer a letter; without an effect, look at the bridge's log and its dead letters."),
      step("/ses/webhooks/events is receiving delivery, bounce, complaint, and failure events", reportedBySes, "Write to success@simulator.amazonses.com and bounce@simulator.amazonses.com.")
    )
    if (answeredByResend !== null) found.push(step("older Resend reply chains still work", answeredByResend, ""))
  }
  return found
})
